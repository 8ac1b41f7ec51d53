import { assert, type Check } from './journey';
import { mergePullRequest, propose, readPullRequest } from './pullRequest';

const VOTES = '/catalog/default/resource/digit-votes';
const LABELS = `${VOTES}/labels`;
const PULL = 'northlight/digit-votes/pull/1';
/** The first judging of the labels waits for other jobs. */
const JUDGED_SECONDS = 360;
/** Labels that a person repairs in the walk. */
const REPAIRS = 3;

/** Rows that the walk decides. */
const decided: string[] = [];

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
      await portal.goto(`${VOTES}/data?view=changes`);
      await portal.heading(/3 labels changed/, JUDGED_SECONDS);
      for (const row of decided) {
        await portal.goto(
          `${LABELS}?view=resolver&row=${row.replace('Row ', '')}`,
        );
        await portal.heading(/left to decide/, JUDGED_SECONDS);
        // A row without any doubt left is not shown; one that is says that it is settled.
        const stage = page.getByRole('group', { name: row, exact: true });
        if (await stage.isVisible())
          await stage.getByText(/In this version already by /).waitFor();
      }
      await portal.assertAccessible();
    },
  },
];
