import { assert, Check } from './journey';

const LABELS = '/catalog/default/resource/digits/labels';
/** Labels that a person repairs in the walk. */
export const REPAIRS = 5;
/** The first judging of the labels waits for the runs before it. */
const JUDGED_SECONDS = 120;

/** From what is wrong to five decisions in the basket. */
export const labelling: readonly Check[] = [
  {
    name: 'the labels tab says how many labels look wrong, where, and what is not known',
    async run(portal) {
      const { page } = portal;
      await portal.goto(LABELS);
      await portal.heading(/labels look wrong/, JUDGED_SECONDS);
      await portal.heading(/How many labels are wrong is not known yet/);
      await portal.heading(/checks? passed/);
      await portal.heading(/Labels that look right|labels look right/);
      await portal.assertAccessible();
      await portal.picture('labels-overview');
      // A bar opens the queue of its rows.
      await page
        .getByRole('list', { name: /Doubtful labels by class/ })
        .getByRole('button')
        .first()
        .click();
      await page.getByText(/Only rows given/).waitFor();
    },
  },
  {
    name: 'the resolver says why a label is doubted, who set it and what the nearest rows are called',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=resolver`);
      await page
        .getByText(/Why: (out-of-fold|held-out) predictions/)
        .first()
        .waitFor();
      await page.getByRole('list', { name: 'Nearest rows' }).waitFor();
      await page.getByText(/Label set by [0-9a-f]{7}/).waitFor({
        timeout: JUDGED_SECONDS * 1000,
      });
      await page.getByRole('img').first().waitFor();
      await page.keyboard.press('?');
      await page.getByText('take the suggestion', { exact: true }).waitFor();
      await portal.assertAccessible();
      await page.keyboard.press('?');
      await portal.picture('labels');
    },
  },
  {
    name: 'five labels are decided by keyboard, wait in the basket and outlast the browser',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=resolver`);
      await page.getByText(/Why:/).first().waitFor();
      for (let i = 1; i <= REPAIRS; i++) {
        await page.keyboard.press('s');
        await page.getByText(new RegExp(`Basket: ${i} decision`)).waitFor();
      }
      await page.keyboard.press('z');
      await page.getByText(/Basket: 4 decisions/).waitFor();
      await page.keyboard.press('s');
      // Without ", saving": leaving earlier would leave decisions behind.
      await page.getByText('Basket: 5 decisions', { exact: true }).waitFor();
      const current = () =>
        page.getByRole('group', { name: /^Row / }).getAttribute('aria-label');
      const left = await current();
      await portal.goto(`${LABELS}?view=resolver`);
      await page.getByText('Basket: 5 decisions', { exact: true }).waitFor();
      await page.getByText(/Why:/).first().waitFor();
      const found = await current();
      assert(
        found === left,
        `The queue goes on with ${found}, not with ${left}.`,
      );
    },
  },
  {
    name: 'rows of a filter are chosen side by side, put off and taken back',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=grid&decided=open`);
      const boxes = page
        .getByRole('list', { name: 'Doubtful rows' })
        .getByRole('checkbox');
      await boxes.first().click();
      await boxes.nth(2).click({ modifiers: ['Shift'] });
      await page
        .getByRole('button', { name: 'Take suggestion for 3 rows' })
        .waitFor();
      await portal.assertAccessible();
      await portal.picture('labels-grid');
      await page
        .getByRole('group', { name: 'Decide on the selected rows' })
        .getByRole('button', { name: 'Review later', exact: true })
        .click();
      await page.getByText(/put off \(3\)/).waitFor({ state: 'attached' });
      await page.getByRole('button', { name: 'Undo last (Z)' }).click();
      await page.getByText('Basket: 5 decisions', { exact: true }).waitFor();
      await page
        .getByRole('button', { name: 'Decide all rows of this filter' })
        .click();
      const question = page.getByRole('dialog');
      await question.getByText(/left to decide/).waitFor();
      await question.getByRole('button', { name: 'Cancel' }).click();
      await page.getByLabel('Save this filter as').fill('left');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page
        .getByRole('button', { name: 'Remove the filter left' })
        .click();
    },
  },
];
