import type { Check } from './journey';
import { mergePullRequest, propose } from './pullRequest';

const SORTER = '/catalog/default/component/claim-sorter';
/** A difference is worked out by a worker, and a trend reads the rows of every run. */
const ANSWER_SECONDS = 120;

/** Models of the example beside the digits: gates on groups and slices, a threshold, a server, and tasks without one class a row. */
export const otherTasks: readonly Check[] = [
  {
    name: 'a run tells of its groups, of a gate that its rows cannot tell, and of other thresholds by keyboard',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${SORTER}/evaluations`);
      await portal.heading(/^claim-sorter gets .* audited test rows/, 60);
      await page.getByText('refused', { exact: true }).first().waitFor();
      await page.getByText(/cannot be told on \d+ rows/).waitFor();
      await page.getByText(/^region: taken for settle/).click();
      await page
        .getByRole('region', { name: 'Groups of region', exact: true })
        .waitFor();
      await page.getByRole('slider', { name: /^settle from 60/ }).focus();
      await page.keyboard.press('ArrowLeft');
      await page.getByRole('slider', { name: /^settle from 59/ }).waitFor();
      await portal.assertAccessible();
      await portal.picture('fairness');
    },
  },
  {
    name: 'a changed threshold has its own share, also of the log loss',
    async run(portal) {
      const { page } = portal;
      await page
        .getByLabel(/^Compare test of 2\.0\.0 on claims 1\.1\.0/)
        .selectOption({ label: 'test of 1.0.0 on claims 1.1.0 test' });
      await portal.heading(
        /^Accuracy .*from another threshold/,
        ANSWER_SECONDS,
      );
      await page
        .getByRole('combobox', { name: /^Shares of/ })
        .selectOption('logLoss');
      await portal.heading(/^Log loss (rose|fell|stayed)/);
      await portal.assertAccessible();
      await portal.picture('why-threshold');
    },
  },
  {
    name: 'the planted weak slice is first, and better in the next version of the data',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${SORTER}/errors`);
      const runs = page.getByLabel('Errors of');
      await runs.waitFor({ timeout: 60_000 });
      await runs.selectOption({ label: 'test of 2.0.0 on claims 1.0.0 test' });
      const slices = page.getByRole('region', { name: 'Slices, worst first' });
      const first = slices.getByRole('button').first();
      await first.filter({ hasText: /channel.*counter/ }).waitFor({
        timeout: 60_000,
      });
      await first.click();
      await portal.heading(/^What to do$/);
      await runs.selectOption({ label: 'test of 2.0.0 on claims 1.1.0 test' });
      await page.getByRole('button', { name: 'Over versions' }).click();
      await portal.heading(
        /channel.* went from [23]\d\.\d % to 1\d\.\d % wrong over/,
        ANSWER_SECONDS,
      );
      await portal.picture('errors-repaired');
    },
  },
  {
    name: 'a gate on that slice is merged from the portal, and held in the next run',
    async run(portal) {
      const { page } = portal;
      await page.getByText('Hold it with a gate', { exact: true }).click();
      const form = page.getByRole('form', { name: 'Hold it with a gate' });
      await form.getByRole('textbox').first().focus();
      await page.keyboard.press('Enter');
      await form.getByRole('link', { name: /^propose it to/ }).click();
      await page
        .getByRole('rowheader', { name: /^gate of .*: accuracy at least/ })
        .waitFor();
      await propose(portal, 'Hold claims made at the counter');
      await mergePullRequest(portal, 'northlight/claim-sorter/pull/1');
      await page
        .getByText(/^Held in the run of/)
        .waitFor({ timeout: ANSWER_SECONDS * 1000 });
      await portal.assertAccessible();
      await portal.picture('gate-held');
    },
  },
  {
    name: 'a model that KServe serves is asked where it answers, and again each day',
    async run(portal) {
      const { page } = portal;
      await portal.goto('/catalog/default/component/claim-checker/evaluations');
      await portal.heading(/^claim-checker gets .* audited test rows/, 60);
      await page.getByText(/^nightly asks its server anew/).waitFor();
      await page.getByText(/as served by/).waitFor();
    },
  },
  {
    name: 'numbers, labels, rankings, entities and texts each have their own metrics',
    async run(portal) {
      for (const [model, heading] of [
        ['topic-tagger', /240 test rows: all labels right/],
        ['letter-ranker', /480 test rows: NDCG at 10/],
        ['name-finder', /180 test rows: F1/],
        ['reply-writer', /160 test rows: exact match/],
        ['heat-forecast', /500 test rows: mean absolute error/],
      ] as const) {
        await portal.goto(`/catalog/default/component/${model}/evaluations`);
        await portal.heading(heading, 60);
      }
      await portal.assertAccessible();
      await portal.picture('regression');
    },
  },
];
