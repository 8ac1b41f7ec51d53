import { assert, type Check } from '../journey';
import { propose } from '../pullRequest';
import type { Layout } from './Layout';
import { notes, WRONG } from './Notes';

/** Rows are read, a probe is trained, and its word on every label is asked. */
const JUDGED_SECONDS = 240;
/** From a push to what the portal shows of it: a pass over the sources, and the rows read. */
const SEEN_MILLISECONDS = 180_000;

/** From a label that looks wrong to its repair in git, and back to the page that shows it. */
export function walkLayout(layout: Layout): readonly Check[] {
  const { name, words, remote } = layout;
  const place = `/catalog/default/resource/${name}`;
  const branches = () =>
    remote
      .git([
        'for-each-ref',
        '--format=%(refname:short)',
        'refs/heads/greenroom',
      ])
      .trim()
      .split('\n')
      .filter(Boolean);
  return [
    {
      name: `${words}: the rows are read, and the label that is wrong is found`,
      async run(portal) {
        await portal.goto('/greenroom');
        await portal.page
          .getByRole('link', { name, exact: true })
          .waitFor({ timeout: SEEN_MILLISECONDS });
        await portal.inCatalog([place]);
        await portal.goto(`${place}/labels?view=resolver`);
        await portal.page
          .getByRole('group', { name: new RegExp(`^Row ${WRONG.key}\\b`) })
          .waitFor({ timeout: JUDGED_SECONDS * 1000 });
      },
    },
    {
      name: `${words}: its repair becomes a branch that changes one line of the rows, and ${layout.changes} in git`,
      async run(portal) {
        const { page } = portal;
        await page.keyboard.press('s');
        await page.getByText('Basket: 1 decision', { exact: true }).waitFor();
        await portal.goto(`${place}/changes`);
        await propose(portal, `Correct the label of ${WRONG.key}`);
        const [branch, ...others] = branches();
        assert(
          branch !== undefined && others.length === 0,
          `The remote has the branches ${branches().join(', ') || 'none'}.`,
        );
        const files = remote
          .git(['diff', '--name-only', 'main', branch])
          .trim();
        assert(files === layout.changes, `The branch changes ${files}.`);
        assert(
          (await layout.rowsAt(branch)) === notes(WRONG.right),
          'The rows of the branch are not those with the label corrected.',
        );
        assert(
          (await layout.rowsAt('main')) === notes(WRONG.given),
          'The rows of main are others than before.',
        );
      },
    },
    {
      name: `${words}: merged on the remote, the next pass shows the version with its changed label`,
      async run(portal) {
        const { page } = portal;
        const [branch] = branches();
        mergeInto(layout, branch);
        await portal.goto(`${place}/changes`);
        await page
          .getByText('Data version: done')
          .first()
          .waitFor({ timeout: SEEN_MILLISECONDS });
        await portal.goto(`${place}/data`);
        await portal.heading(/^1 label changed/, SEEN_MILLISECONDS / 1000);
      },
    },
  ];
}

/** As somebody does who merges by hand. */
function mergeInto({ remote }: Layout, branch: string): void {
  const merge = remote
    .git([
      ...['-c', 'user.name=Jonas', '-c', 'user.email=jonas@example.org'],
      ...['commit-tree', `${branch}^{tree}`, '-p', 'main', '-p', branch],
      ...['-m', `Merge branch '${branch}'`],
    ])
    .trim();
  remote.git(['update-ref', 'refs/heads/main', merge]);
  remote.git(['update-ref', '-d', `refs/heads/${branch}`]);
}
