import { assert, type Check } from './journey';

const READER = '/catalog/default/component/digit-reader';
/** Its manifest does not say what it was trained on: a rule that fails, and may be waived. */
const TAGGER = '/catalog/default/component/topic-tagger';
/** Policies and cards are worked out where nobody asked before. */
const ANSWER_SECONDS = 60;
const NARROW = { width: 390, height: 844 };
const WIDE = { width: 1280, height: 900 };

/** What governance looks at: cards, policies, the whole lineage, and what people did. */
export const governed: readonly Check[] = [
  {
    name: 'a card is held against what was measured, and against another template by keyboard',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${READER}/card`);
      await portal.heading(/^The card says \d+ %/, ANSWER_SECONDS);
      await page.getByRole('region', { name: 'Figures on the card' }).waitFor();
      await page.getByRole('checkbox', { name: /Annex IV/ }).focus();
      await page.keyboard.press('Space');
      await page.getByText(/Annex IV.*: \d+ of \d+ points/).waitFor();
      await portal.assertAccessible();
      await portal.picture('card');
    },
  },
  {
    name: 'rules say what they rest on, and one is waived by a proposal',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${TAGGER}/policies`);
      await portal.heading(/of \d+ rules? fails?/, ANSWER_SECONDS);
      await page
        .getByText(/^Rests on \d+ facts?$/)
        .first()
        .click();
      await page
        .getByRole('button', { name: /^Waive / })
        .first()
        .click();
      const form = page.getByRole('form', { name: /^Waive / });
      await form
        .getByLabel(/^Why it does not hold/)
        .fill('The mail team says so with the next training.');
      const lastDay = form.getByLabel(/^Last day/);
      await lastDay.fill((await lastDay.getAttribute('max')) ?? '');
      await portal.assertAccessible();
      await portal.picture('policies');
      await form.getByRole('button', { name: 'Put into basket' }).click();
      await form.getByRole('link', { name: 'your basket' }).click();
      await page.getByRole('rowheader', { name: /^the rule / }).waitFor();
      // The basket of others who walk here stays as it was.
      await page
        .getByRole('button', { name: /^Remove the rule .* from the basket$/ })
        .click();
      await page
        .getByRole('rowheader', { name: /^the rule / })
        .waitFor({ state: 'detached' });
    },
  },
  {
    name: 'the lineage of the organisation is opened by keyboard, tells the way between two assets, and zooms',
    async run(portal) {
      const { page } = portal;
      await portal.goto('/greenroom/lineage');
      await portal.heading(/ data sets and \d+ models in \d+ versions/);
      const graph = page.getByRole('group', { name: 'Lineage graph' });
      await graph.getByRole('button', { name: /digits \d+ versions/ }).focus();
      await page.keyboard.press('Enter');
      await graph
        .getByRole('button', { name: /digits 1\.1\.0/ })
        .first()
        .waitFor();
      await page.getByLabel('Way from').selectOption({ label: 'digits 1.0.0' });
      await page.getByLabel('Way to').selectOption({ label: 'digit-reader' });
      await page
        .getByText(/digit-reader .*trained on digits/)
        .first()
        .waitFor();
      await portal.assertAccessible();
      await portal.picture('lineage-organisation');
      await page.getByRole('button', { name: 'Fit to width' }).click();
      await page.getByRole('button', { name: 'Smaller' }).click();
      await graph.getByRole('button', { name: /mail-filter/ }).focus();
      await page.keyboard.press('0');
      await page.getByText('100 %', { exact: true }).waitFor();
      await page.setViewportSize(NARROW);
      await portal.assertNoSideways();
      await page.setViewportSize(WIDE);
    },
  },
  {
    name: 'what people did is narrowed to a person and an asset, and taken along as a file',
    async run(portal) {
      const { page } = portal;
      await portal.goto('/greenroom/audit');
      const events = page.getByRole('region', { name: 'Audit events' });
      await page
        .getByRole('searchbox', { name: 'Person' })
        .fill('user:default/guest');
      await page.waitForURL(/actor=/);
      await events
        .getByRole('row')
        .filter({ hasText: 'user:default/guest' })
        .getByRole('button', { name: /^Only what was done to / })
        .first()
        .click();
      await page.waitForURL(/asset=/);
      await events.getByRole('row').nth(1).waitFor();
      await portal.assertAccessible();
      await portal.picture('audit');
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export as CSV' }).click();
      const name = (await saved).suggestedFilename();
      assert(name === 'greenroom-audit.csv', `The file is called ${name}.`);
    },
  },
];
