import { dataVersions } from './dataVersions';
import { governed } from './governed';
import { assert, Check, Portal } from './journey';
import { labelViews } from './labelViews';
import { labelling, REPAIRS } from './labelling';
import {
  mergePullRequest,
  propose,
  readPullRequest,
  secondsToVerdict,
} from './pullRequest';
import { weakSlices } from './weakSlices';

const DIGITS = '/catalog/default/resource/digits';
const READER = '/catalog/default/component/digit-reader';
const PULL = 'northlight/digits-data/pull/1';
/** From the merge to the figures of the new model: training takes most of it. */
const OUTCOME_SECONDS = 150;

/** From the push to its plan, while the first answers may still be worked out. */
const PLAN_SECONDS = 60;

/** Runs, their errors and the labels of all versions, one job after the other on two cores. */
const FIRST_ANSWERS_MILLISECONDS = 360_000;

const SESSION_MILLISECONDS = 60_000;

/** A person comes as a guest: leaving before a session is there would ask for one again. */
export async function enter(portal: Portal): Promise<void> {
  await portal.goto('/');
  const button = portal.page.getByRole('button', { name: /^enter$/i });
  await button.click();
  await button.waitFor({ state: 'detached', timeout: SESSION_MILLISECONDS });
}

/** Until the portal has its first answers, which all others wait for. */
export const arrival: Check = {
  name: 'a guest enters and sees every model and data set with its state',
  async run(portal) {
    const { page } = portal;
    await enter(portal);
    await portal.heading(/11 models · 11 data sets/, 60);
    for (const name of ['digit-reader', 'digits', 'mail-filter', 'mails']) {
      await page.getByRole('link', { name, exact: true }).waitFor();
    }
    await page
      .getByText('labels that look right')
      .nth(1)
      .waitFor({ timeout: FIRST_ANSWERS_MILLISECONDS });
    await page
      .getByText('accuracy', { exact: true })
      .nth(1)
      .waitFor({ timeout: FIRST_ANSWERS_MILLISECONDS });
    await portal.assertAccessible();
    await portal.picture('assets');
    await portal.inCatalog([DIGITS, READER, '/catalog/default/resource/mails']);
  },
};

/** The walk of part 1: from an asset to a merged repair and its effect. */
export const theLoop: readonly Check[] = [
  {
    name: 'the sync tab tells how far the git host was read',
    async run(portal) {
      await portal.goto('/greenroom/sync');
      await portal.page
        .getByText('northlight', { exact: false })
        .first()
        .waitFor();
      await portal.assertAccessible();
      await portal.picture('sync');
    },
  },
  {
    name: 'a row of the list opens the entity with its overview',
    async run(portal) {
      await portal.goto('/greenroom');
      await portal.page
        .getByRole('link', { name: 'digit-reader', exact: true })
        .click();
      await portal.page.waitForURL(/component\/digit-reader/);
      await portal.page.getByText('2.0.0').first().waitFor();
      await portal.picture('overview');
    },
  },
  ...dataVersions,
  ...labelling,
  {
    name: 'the basket becomes a pull request that changes five lines',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${DIGITS}/changes`);
      await page.getByLabel('Title of the pull request').waitFor();
      await portal.assertAccessible();
      await portal.picture('basket');
      await propose(portal, 'Relabel five doubtful digits');
      await page.getByText('5 changed lines').first().waitFor();
      const seconds = await secondsToVerdict(
        portal,
        PULL,
        'greenroom/plan: digits',
        { pushedAtMillis: Date.now(), atMostSeconds: PLAN_SECONDS },
      );
      console.log(`  from the push to its plan: ${seconds.toFixed(1)} s`);
      const { files, added, removed } = await readPullRequest(portal, PULL);
      assert(
        files.join() === 'data/labels.csv',
        `The pull request changes ${files.join(', ')}.`,
      );
      assert(
        added.length === REPAIRS && removed.length === REPAIRS,
        `The pull request changes +${added.length} −${removed.length} lines.`,
      );
    },
  },
  {
    name: 'its plan stands beside it and at its check, and a reviewer steps through the rows by keyboard',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${DIGITS}/changes`);
      await page
        .getByRole('link', { name: /^Plan of #1/ })
        .first()
        .click();
      await portal.heading(/^digits: 5 rows changed/, PLAN_SECONDS);
      const row = (place: number) =>
        page.getByRole('group', {
          name: new RegExp(`^Changed row .*, ${place} of ${REPAIRS}$`),
        });
      await row(1).waitFor();
      await page.keyboard.press('j');
      await row(2).waitFor();
      await page.keyboard.press('k');
      await row(1).waitFor();
      await portal.assertAccessible();
      await portal.picture('plan');
      await page.setViewportSize({ width: 390, height: 844 });
      await portal.assertNoSideways();
      await portal.picture('plan-390');
      await page.setViewportSize({ width: 1280, height: 900 });
      const host = await portal.context.newPage();
      await host.goto(`${portal.hostUrl}/${PULL}`);
      await host.getByText('greenroom/plan: digits').waitFor();
      await host.close();
    },
  },
  {
    name: 'a merge on the host brings a data version, a training, a model and its effect',
    async run(portal) {
      const { page } = portal;
      await mergePullRequest(portal, PULL);
      await portal.goto(`${DIGITS}/changes`);
      await page.getByText('Data version: done').waitFor({ timeout: 30_000 });
      await page
        .getByText(/Accuracy of digit-reader .* audited test rows/)
        .waitFor({
          timeout: OUTCOME_SECONDS * 1000,
        });
      await portal.assertAccessible();
      await portal.picture('changes');
    },
  },
  {
    name: 'the new model version and its runs are on the evaluations tab',
    async run(portal) {
      await portal.goto(`${READER}/evaluations`);
      await portal.heading(
        /^Training: run 1 of retrain\.yml brought version 2\.0\.1/,
        30,
      );
      await portal.assertAccessible();
      await portal.picture('evaluations');
    },
  },
  {
    name: 'the verdict of the gates stands at the pull request on the host',
    async run(portal) {
      const host = await portal.context.newPage();
      await host.goto(`${portal.hostUrl}/northlight/digits-data/pull/1`);
      await host.getByText('Greenroom: digit-reader').waitFor();
      await host
        .getByText(/gates? passed/)
        .first()
        .waitFor();
      await host.close();
    },
  },
  {
    name: 'a step between two runs tells what the metric moved by, by keyboard',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${READER}/evaluations`);
      const steps = page.getByRole('button', { name: /Why\?$/ });
      await steps.first().focus();
      await page.keyboard.press('Enter');
      // What the merge asked for may have every worker for a while.
      await portal.heading(/Accuracy (rose|fell|stayed)/, 240);
      await page.getByText('The shares as a table').click();
      await page
        .getByRole('region', { name: 'Shares of the difference' })
        .waitFor();
      await page
        .getByRole('region', { name: 'Metrics of both runs' })
        .waitFor({ timeout: 240_000 });
      await portal.assertAccessible();
      await portal.picture('why-a-metric-moved');
    },
  },
  ...weakSlices,
  {
    name: 'lineage leads from the data through the model to its runs, by keyboard',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${READER}/lineage`);
      await page.getByLabel('Lineage graph').waitFor({ timeout: 30_000 });
      const digits = page.getByRole('button', {
        name: /digits \d+ versions/,
      });
      await digits.focus();
      await page.keyboard.press('Enter');
      const node = page.getByRole('button', { name: /digits 1\.1\.0/ }).first();
      await node.focus();
      await page.keyboard.press('Enter');
      await page
        .getByText(/trained on/)
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'If it is withdrawn' }).click();
      await page.getByText(/is withdrawn, that concerns/).waitFor();
      await page.getByText(/is bound by \d+ obligation/).waitFor();
      await portal.assertAccessible();
      await portal.picture('lineage');
    },
  },
  ...governed,
  // After the merge: what an audit decides waits in the basket, whose lines are counted above.
  ...labelViews,
];
