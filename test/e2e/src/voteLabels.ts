import { assert, type Check } from './journey';
import { mergePullRequest, propose, readPullRequest } from './pullRequest';

const VOTES = '/catalog/default/resource/digit-votes';
const LABELS = `${VOTES}/labels`;
const PULL = 'northlight/digit-votes/pull/1';
/** The first judging of the labels waits for other jobs. */
const JUDGED_SECONDS = 240;
/** Labels that a person repairs in the walk. */
const REPAIRS = 3;

/** How many labels looked wrong before the repair. */
let doubtful = 0;

/** From what several people said of the same rows to a merged label by consensus. */
export const voteLabels: readonly Check[] = [
  {
    name: 'several annotators are compared with their consensus, each with an interval',
    async run(portal) {
      const { page } = portal;
      await portal.goto(`${LABELS}?view=annotators`);
      await page
        .getByRole('region', { name: 'Annotators' })
        .waitFor({ timeout: JUDGED_SECONDS * 1000 });
      await page.getByRole('row', { name: /reader-3 .*±/ }).waitFor();
      await portal.heading(/people agree with an alpha of/);
      await portal.assertAccessible();
      await portal.picture('votes-annotators');
    },
  },
  {
    name: 'labels are set to what the annotators agree on, by keyboard',
    async run(portal) {
      const { page } = portal;
      await page.getByRole('button', { name: 'Decide row by row' }).click();
      await page.waitForURL(/view=resolver/);
      await page
        .getByText(/Why: .*annotators/)
        .first()
        .waitFor();
      const left = await page
        .getByRole('heading', { name: /left to decide/ })
        .innerText();
      doubtful = Number(left.replace(/\D.*$/, ''));
      await portal.assertAccessible();
      await portal.picture('votes-resolver');
      for (let i = 1; i <= REPAIRS; i++) {
        await page.keyboard.press('s');
        await page.getByText(new RegExp(`^Basket: ${i} decisions?$`)).waitFor();
      }
    },
  },
  {
    name: 'labels by consensus become a pull request that changes three lines',
    async run(portal) {
      await portal.goto(`${VOTES}/changes`);
      await propose(portal, 'Label by consensus');
      const { added, removed } = await readPullRequest(portal, PULL);
      assert(
        added.length === REPAIRS && removed.length === REPAIRS,
        `The pull request changes +${added.length} −${removed.length} lines.`,
      );
    },
  },
  {
    name: 'a merge brings a version in which these labels are settled',
    async run(portal) {
      const { page } = portal;
      await mergePullRequest(portal, PULL);
      await portal.goto(`${VOTES}/changes`);
      await page.getByText('Data version: done').waitFor({ timeout: 60_000 });
      await portal.goto(`${LABELS}?view=resolver`);
      await portal.heading(
        new RegExp(`^${doubtful - REPAIRS} doubtful rows? (is|are) left`),
        JUDGED_SECONDS,
      );
      await portal.assertAccessible();
    },
  },
];
