import { assert, Check } from './journey';

const LABELS = '/catalog/default/resource/digits/labels';
/** The first time a question is asked a job answers it. */
const JOB_MILLISECONDS = 120_000;
/** Rows that the walk decides of its sample. */
const AUDITED_ROWS = 3;

/** Whoever looks after labels: how many are wrong, which lie among others, which stand twice, who set them. */
export const labelViews: readonly Check[] = [
  {
    name: 'an audit is drawn, and decided by keyboard without what the model thinks',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=audit`);
      const form = page.getByRole('form', { name: 'Draw a sample' });
      await form.waitFor({ timeout: JOB_MILLISECONDS });
      await form.getByRole('textbox', { name: 'Rows' }).fill('60');
      await page.getByText(/60 decided rows will say: between/).waitFor();
      await portal.assertAccessible();
      await form.getByRole('button', { name: 'Draw 60 rows' }).click();
      const stage = page.getByRole('group', { name: /^Row .* of the sample$/ });
      await stage.waitFor({ timeout: JOB_MILLISECONDS });
      for (let left = 59; left >= 60 - AUDITED_ROWS; left--) {
        await page.keyboard.press('k');
        await portal.heading(
          new RegExp(`${left} of 60 rows of the sample are left`),
        );
      }
      await page.keyboard.press('z');
      await portal.heading(/58 of 60 rows of the sample are left/);
      await page.keyboard.press('k');
      await portal.heading(/57 of 60 rows of the sample are left/);
      const evidence = await stage.innerText();
      assert(
        !/suggested|looks like/i.test(evidence),
        `The row of the sample tells what the model thinks: ${evidence}`,
      );
    },
  },
  {
    name: 'what was decided of the audit is kept, with its estimate and the interval behind it',
    async run(portal) {
      const { page } = portal;
      await portal.heading(/3 of 60 rows decided/);
      await page.reload();
      await portal.heading(/3 of 60 rows decided/);
      await page
        .getByText(/Metrics on audited rows are the ones that count/)
        .waitFor();
      const slider = page.getByRole('slider');
      await slider.waitFor();
      await slider.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      assert(
        page.url().includes('threshold='),
        `The address ${page.url()} does not hold the threshold.`,
      );
      await portal.assertAccessible();
      await portal.picture('labels-audit');
    },
  },
  {
    name: 'the map is walked by arrows, and a rectangle selects rows to decide on',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=map`);
      const map = page.getByRole('application', { name: /^Map of/ });
      await map.waitFor({ timeout: JOB_MILLISECONDS });
      await map.focus();
      await page.getByText(/^Row .*, labelled \d/).waitFor();
      await page.keyboard.press('r');
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown'])
        await page.keyboard.press(key);
      await page.keyboard.press('r');
      await portal.heading(/rows? selected on the map/);
      assert(
        page.url().includes('area='),
        `The address ${page.url()} does not hold the selection.`,
      );
      await page.reload();
      await portal.heading(/rows? selected on the map/, 60);
      await page
        .getByRole('list', { name: 'Selected rows' })
        .getByRole('img')
        .first()
        .waitFor();
      await portal.assertAccessible();
      await portal.picture('labels-map');
    },
  },
  {
    name: 'a pointer draws round points of the map',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=map`);
      const map = page.getByRole('application', { name: /^Map of/ });
      await map.waitFor({ timeout: JOB_MILLISECONDS });
      const box = await map.boundingBox();
      assert(box !== null, 'The map has no place on the page.');
      const at = (x: number, y: number) =>
        [box.x + box.width * x, box.y + box.height * y] as const;
      await page.mouse.move(...at(0.3, 0.3));
      await page.mouse.down();
      for (const place of [at(0.7, 0.3), at(0.7, 0.7), at(0.3, 0.7)])
        await page.mouse.move(...place, { steps: 4 });
      await page.mouse.up();
      await portal.heading(/rows? selected on the map/);
      await portal.assertAccessible();
    },
  },
  {
    name: 'duplicates stand side by side, and the kind is in the address',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=duplicates&kind=exact_duplicate`);
      await portal.heading(
        /exactly the same|No rows are exactly/,
        JOB_MILLISECONDS / 1000,
      );
      await page
        .getByRole('group', { name: 'Kind of groups' })
        .getByRole('button', { name: /^Near \(/ })
        .click();
      await portal.heading(/nearly the same/, JOB_MILLISECONDS / 1000);
      assert(
        page.url().includes('kind=near_duplicate'),
        `The address ${page.url()} does not hold the kind.`,
      );
      await page
        .getByRole('list', { name: 'Groups of alike rows' })
        .getByRole('img', { name: /labelled/ })
        .first()
        .waitFor();
      await portal.assertAccessible();
      await portal.picture('labels-duplicates');
    },
  },
  {
    name: 'annotators are compared, and a cell of their confusion leads to the rows',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=annotators`);
      const list = page.getByRole('region', { name: 'Annotators' });
      await list.waitFor({ timeout: JOB_MILLISECONDS });
      await list.getByRole('button').first().click();
      await page.waitForURL(/annotator=/);
      await portal.assertAccessible();
      await portal.picture('labels-annotators');
      // Off the diagonal, where something was confused.
      await page
        .getByRole('button', { name: /^given (\d), suggested (?!\1)\d: [1-9]/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Decide on these rows' }).click();
      await page.waitForURL(/view=resolver/);
      await page.getByText(/Why:/).first().waitFor({ timeout: 30_000 });
    },
  },
];
