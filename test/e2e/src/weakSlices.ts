import { assert, type Check } from './journey';
import { mergePullRequest, readPullRequest } from './pullRequest';

const ERRORS = '/catalog/default/component/digit-reader/errors';
const SLANTED = encodeURIComponent('slant:[0,90)');
const TITLE = 'Watch slanted digits';
const PULL = 'northlight/digits-data/pull/2';
/** A merge is heard of, and the repository read again. */
const MERGE_SECONDS = 30;
/** A trend reads the rows of every run once. */
const TREND_SECONDS = 60;

/** From the worst slice to its rows, its cause and how it fared. */
export const weakSlices: readonly Check[] = [
  {
    name: 'the errors tab names the worst slice, picked by keyboard, with its rows and what to do',
    async run(portal) {
      const { page } = portal;
      await portal.goto(ERRORS);
      await portal.heading(/rows wrong/, 60);
      const slices = page.getByRole('region', { name: 'Slices, worst first' });
      await slices.getByRole('button').first().focus();
      await page.keyboard.press('Enter');
      await portal.heading(/^What to do$/);
      await page.getByRole('region', { name: /^Rows of/ }).waitFor();
      await portal.assertAccessible();
      await portal.picture('errors');
    },
  },
  {
    name: 'a slice becomes a filter whose chips are changed by keyboard, and a link keeps it',
    async run(portal) {
      const { page } = portal;
      const filter = page.getByRole('group', { name: 'Filter' });
      await page.getByRole('button', { name: 'Use as filter' }).click();
      const chip = (words: string) =>
        filter.getByRole('button', {
          name: `Change filter: ${words}`,
          exact: true,
        });
      await filter.getByRole('button', { name: 'Add condition' }).focus();
      await page.keyboard.press('Enter');
      await page.getByLabel('Feature').selectOption('slant');
      await page.keyboard.press('Tab');
      await page.getByLabel('slant (degrees) from').fill('0');
      await portal.assertAccessible();
      await page.keyboard.press('Enter');
      await chip('slant ≥ 0').focus();
      await page.keyboard.press('Enter');
      await page.getByLabel('slant (degrees) from').fill('1');
      await page.keyboard.press('Enter');
      await chip('slant ≥ 1').waitFor();
      await page.goto(page.url());
      await filter
        .getByRole('button', { name: 'Remove filter: slant ≥ 1' })
        .focus();
      await page.keyboard.press('Enter');
      await chip('slant ≥ 1').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'tree, heat map and cohorts are other views of the same selection',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${ERRORS}?view=tree`);
      await page.getByRole('treeitem').first().focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await portal.heading(/^What to do$/);
      await portal.assertAccessible();
      await portal.picture('errors-tree');
      await page.getByRole('button', { name: 'Compare' }).click();
      await page
        .getByRole('region', { name: 'Cohorts side by side' })
        .waitFor();
      await portal.assertAccessible();
      const views = page.getByRole('navigation', {
        name: 'Views of the errors',
      });
      await views.getByRole('button', { name: 'Heat map' }).click();
      await page.getByRole('region', { name: 'Heat map' }).waitFor();
      await portal.assertAccessible();
      await portal.picture('errors-heat');
    },
  },
  {
    name: 'the trend shows the picked group before and after the repair',
    async run(portal) {
      const { page } = portal;
      await page.getByRole('button', { name: 'Over versions' }).click();
      await portal.heading(
        /(went from|stayed at) .* wrong over/,
        TREND_SECONDS,
      );
      await portal.assertAccessible();
      await portal.picture('errors-trend');
    },
  },
  {
    name: 'a group kept as a cohort becomes a pull request of two lines, and stands among the cohorts once it is merged',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${ERRORS}?slice=${SLANTED}`);
      await page.getByText('Keep as a cohort', { exact: true }).click();
      const form = page.getByRole('form', { name: 'Keep as a cohort' });
      await form.getByLabel('Name that people will know').fill('slanted');
      await portal.assertAccessible();
      await page.keyboard.press('Enter');
      await form.getByRole('link', { name: /^propose it to/ }).click();
      await page.getByRole('rowheader', { name: 'cohort slanted' }).waitFor();
      await portal.assertAccessible();
      await page.getByLabel('Title of the pull request').fill(TITLE);
      await page.keyboard.press('Enter');
      await page
        .getByRole('article', { name: TITLE })
        .getByText('2 changed lines')
        .waitFor({ timeout: 30_000 });
      const { files, added, removed } = await readPullRequest(portal, PULL);
      assert(
        files.join() === 'greenroom.yaml' && removed.length === 0,
        `The pull request changes ${files.join(', ')}, −${removed.length}.`,
      );
      assert(
        added.map(line => line.trim()).join('|') ===
          'cohorts:|- { name: slanted, where: { slant: { from: 0, below: 90 } } }',
        `The pull request adds ${added.join('|')}.`,
      );
      await mergePullRequest(portal, PULL);
      await page
        .getByRole('article', { name: TITLE })
        .getByText('Manifest: done')
        .waitFor({ timeout: MERGE_SECONDS * 1000 });
      await portal.goto(`${ERRORS}?view=cohorts`);
      await page
        .getByRole('region', { name: 'Cohorts side by side' })
        .getByRole('button', { name: 'slanted', exact: true })
        .waitFor({ timeout: MERGE_SECONDS * 1000 });
    },
  },
];
