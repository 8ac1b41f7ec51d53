import { assert, Check } from './journey';

const DATA = '/catalog/default/resource/digits/data';
/** The first time a question is asked a job answers it. */
const JOB_MILLISECONDS = 120_000;

/** A developer looks at versions of a data set: what changed, by whom, and whether it matters. */
export const dataVersions: readonly Check[] = [
  {
    name: 'the data tab says what changed, and a cell of the transitions filters by keyboard',
    async run(portal) {
      const { page } = portal;
      await portal.goto(DATA);
      await page.getByRole('navigation', { name: 'Versions' }).waitFor();
      await portal.heading(/149 labels changed/, JOB_MILLISECONDS / 1000);
      await page.getByText(/Asks for a .* version/).waitFor();
      await portal.picture('data');
      await page.getByRole('button', { name: '0 became 0: 0 rows' }).focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown'])
        await page.keyboard.press(key);
      for (const key of ['ArrowRight', 'ArrowRight', 'Enter'])
        await page.keyboard.press(key);
      await portal.heading(/Rows relabelled 3 → 2/);
      await page.getByText('1 to 22 of 22 rows').waitFor();
      assert(
        page.url().includes('was=3&now=2'),
        `The address ${page.url()} does not hold the filter.`,
      );
      await portal.assertAccessible();
      await portal.picture('data-changes');
    },
  },
  {
    name: 'a changed row opens by keyboard, with the commit that set each cell',
    async run(portal) {
      const { page } = portal;
      await page
        .getByRole('button', { name: /^Open row/ })
        .first()
        .focus();
      await page.keyboard.press('Enter');
      const row = page.getByRole('dialog');
      await row.getByRole('img', { name: /28 by 28 pixels/ }).waitFor();
      await row
        .getByRole('row', { name: /^label .*Jonas Weber/ })
        .waitFor({ timeout: JOB_MILLISECONDS });
      await portal.picture('data-row');
      const title = await row.getByRole('heading').first().innerText();
      await page.keyboard.press('j');
      await row.getByRole('heading', { name: title }).waitFor({
        state: 'detached',
      });
      await page.keyboard.press('Escape');
      await row.waitFor({ state: 'detached' });
    },
  },
  {
    name: 'a bar of a column filters the rows of a version, and the page is a link',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${DATA}?view=columns`);
      const slant = page.getByRole('region', { name: 'Column slant' });
      await slant
        .getByRole('group', { name: /^Histogram of slant/ })
        .waitFor({ timeout: JOB_MILLISECONDS });
      await portal.assertAccessible();
      await portal.picture('data-columns');
      await slant
        .getByRole('button', { name: /: [1-9].* rows$/ })
        .first()
        .click();
      await page
        .getByRole('button', { name: /^Remove filter: slant from/ })
        .waitFor();
      const finding = page.getByRole('heading', {
        name: / of 10,000 rows in /,
      });
      await finding.waitFor();
      const found = await finding.innerText();
      await page.reload();
      await page.getByRole('heading', { name: found }).waitFor();
      await portal.assertAccessible();
      await portal.picture('data-rows');
    },
  },
  {
    name: 'drift tells what moved between two splits, with the table behind each picture',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${DATA}?view=drift&against=split`);
      await portal.heading(/moved/, JOB_MILLISECONDS / 1000);
      const card = page.getByRole('region', { name: /^Drift of/ }).first();
      await card.waitFor({ timeout: JOB_MILLISECONDS });
      await card.getByText('Figures').click();
      await card.getByText(/population stability index/).waitFor();
      await portal.assertAccessible();
      await portal.picture('data-drift');
    },
  },
  {
    name: 'leakage shows rows of two splits side by side, and says what was not compared',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${DATA}?view=leakage`);
      await page
        .getByRole('list', { name: 'Rows in two splits' })
        .waitFor({ timeout: JOB_MILLISECONDS });
      await page
        .getByText(/Not counted|not found/)
        .first()
        .waitFor();
      await portal.assertAccessible();
      await portal.picture('data-leakage');
    },
  },
  {
    name: 'a cell is edited and a row added; both stand in the basket, and are taken back',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${DATA}?view=rows`);
      await page
        .getByRole('button', { name: /^Open row/ })
        .first()
        .click({ timeout: JOB_MILLISECONDS });
      const row = page.getByRole('dialog');
      await row.getByText('Change this row').click();
      const cell = row.getByRole('form', { name: 'Edit a cell' });
      await cell.getByLabel('Column').selectOption('ink');
      await cell.getByLabel('New value').fill('123');
      await cell.getByRole('button', { name: 'Edit cell' }).click();
      await row.getByText('It is in your basket.').waitFor();
      await portal.assertAccessible();
      await page.keyboard.press('Escape');
      await row.waitFor({ state: 'detached' });

      await page.getByRole('button', { name: 'Add rows' }).click();
      const form = page.getByRole('form', { name: 'Add a row' });
      await form.getByLabel('id (required)').fill('of-the-walk');
      await form.getByLabel('label (required)').selectOption('4');
      await form.getByLabel('split', { exact: true }).selectOption('train');
      await form.getByRole('button', { name: 'Add this row' }).click();
      await page.getByText('It is in your basket.').waitFor();
      await portal.assertAccessible();

      await portal.goto('/catalog/default/resource/digits/changes');
      await page.getByRole('rowheader', { name: 'row of-the-walk' }).waitFor();
      await page.getByRole('rowheader', { name: /, ink$/ }).waitFor();
      await portal.assertAccessible();
      await page.getByRole('button', { name: 'Undo last change' }).click();
      await page
        .getByRole('rowheader', { name: 'row of-the-walk' })
        .waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Undo last change' }).click();
      await page
        .getByRole('rowheader', { name: /, ink$/ })
        .waitFor({ state: 'detached' });
    },
  },
  {
    name: 'a recipe is tried: made rows beside their parents, what was dropped and why, into the basket and back',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${DATA}?view=augment`);
      const recipe = page.getByRole('form', { name: 'Recipe' });
      await recipe.getByLabel('What is made').selectOption('jitter');
      await recipe
        .getByRole('combobox', { name: 'How many', exact: true })
        .selectOption('rows');
      await recipe.getByLabel('Rows', { exact: true }).fill('12');
      await recipe.getByRole('button', { name: 'Show what it makes' }).click();
      await portal.heading(/^12 rows made/, JOB_MILLISECONDS / 1000);
      await page
        .getByRole('region', { name: 'Made rows beside their parents' })
        .waitFor();
      await portal.assertAccessible();
      await portal.picture('data-augment');
      const propose = page.getByRole('form', { name: 'Propose it' });
      await propose
        .getByRole('button', { name: 'Put into the basket' })
        .click();
      await propose.getByText(/It is in your basket/).waitFor();
      await propose.getByRole('button', { name: 'Undo' }).click();
      await propose
        .getByText(/It is in your basket/)
        .waitFor({ state: 'detached' });
    },
  },
];
