import { Octokit } from '@octokit/rest';
import { assert, Check, Portal } from './journey';
import { propose } from './pullRequest';

const PAGES = [
  ['/greenroom', /11 models · 11 data sets/],
  ['/catalog/default/resource/digits/data', /labels? changed/],
  ['/catalog/default/resource/digits/labels', /labels look wrong/],
  ['/catalog/default/resource/digits/labels?view=resolver', /left to decide/],
  ['/catalog/default/resource/digits/labels?view=grid', /doubtful rows/],
  ['/catalog/default/component/digit-reader/errors', /wrong/],
  ['/catalog/default/component/leaf-reader/sync', /1 difference between git/],
] as const;

async function assertReadable(portal: Portal, suffix: string): Promise<void> {
  for (const [place, heading] of PAGES) {
    await portal.goto(place);
    await portal.heading(heading);
    await portal.page.waitForTimeout(500);
    await portal.assertAccessible();
    await portal.assertNoSideways();
    const page = place.split('/').at(-1)!.replace(/\W+/g, '-');
    await portal.picture(`${page}-${suffix}`);
  }
}

const BROKEN = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: mails
spec:
  task: text-classification
  tabel: { path: data/mails.jsonl, format: jsonl }
`;

/** What else people of the demo do. */
export const otherJourneys: readonly Check[] = [
  {
    name: 'pages are readable on a phone',
    async run(portal) {
      await portal.page.setViewportSize({ width: 390, height: 844 });
      await assertReadable(portal, '390');
      await portal.page.setViewportSize({ width: 1280, height: 900 });
    },
  },
  {
    name: 'pages are readable in the dark',
    async run(portal) {
      await portal.page.evaluate(() => localStorage.setItem('theme', 'dark'));
      await assertReadable(portal, 'dark');
      await portal.page.evaluate(() => localStorage.removeItem('theme'));
    },
  },
  {
    name: 'a data set of mails shows text, and says which columns hold personal data',
    async run(portal) {
      await portal.goto('/catalog/default/resource/mails/labels');
      await portal.heading(/labels? looks? wrong/);
      await portal.goto(
        '/catalog/default/resource/mails/labels?view=resolver&kind=all',
      );
      await portal.page
        .getByText(/subject/i)
        .first()
        .waitFor();
      await portal.assertAccessible();
      await portal.picture('mails');
    },
  },
  {
    name: 'drift tells how far labelled mails are from what arrives in a week',
    async run(portal) {
      await portal.goto(
        '/catalog/default/resource/mails/data?view=drift&against=reference',
      );
      await portal.heading(/moved/, 120);
      await portal.page
        .getByRole('region', { name: /^Drift of has_html/ })
        .waitFor();
      await portal.assertAccessible();
      await portal.picture('data-reference');
    },
  },
  {
    name: 'a model that never heard of Greenroom shows what its files say, and what is served instead',
    async run(portal) {
      await portal.goto('/catalog/default/component/leaf-reader/sync');
      await portal.heading(/1 difference between git and what was observed/);
      await portal.page
        .getByRole('row', { name: /served, version\s+1\.2\.0\s+1\.1\.0/ })
        .waitFor();
      // Each field with the file that said it, from three formats.
      for (const [field, file] of [
        ['license', 'models/leaf-reader/README.md'],
        ['model id', 'models/leaf-reader/MLmodel'],
        ['version', 'models/leaf-reader/bom.json'],
      ]) {
        await portal.page
          .getByRole('row', { name: new RegExp(`^${field} .*${file}`) })
          .waitFor();
      }
      await portal.page
        .getByText('leaf-reader@')
        .or(portal.page.getByText('v1.2.0'))
        .first()
        .waitFor();
      await portal.assertAccessible();
      await portal.picture('asset-sync');
      await portal.page.getByRole('button', { name: 'Read git again' }).click();
      await portal.page
        .getByRole('row', { name: /somebody asked/ })
        .first()
        .waitFor({ timeout: 15_000 });
    },
  },
  {
    name: 'a data set declared by Croissant alone has rows and labels',
    async run(portal) {
      await portal.goto('/catalog/default/resource/leaf-spots/data');
      await portal.page.getByText('240').first().waitFor();
      await portal.assertAccessible();
      await portal.picture('croissant-data');
    },
  },
  {
    name: 'a broken manifest is shown with its line while the last good state stays',
    async run(portal) {
      const octokit = new Octokit({
        baseUrl: `${portal.hostUrl}/api/v3`,
        auth: 'demo-token-greenroom',
      });
      await pushFile(octokit, 'greenroom.yaml', BROKEN);
      await portal.goto('/greenroom');
      await portal.page
        .getByText('Out of sync')
        .first()
        .waitFor({ timeout: 90_000 });
      await portal.goto('/catalog/default/resource/mails');
      await portal.page
        .getByText(/Did you mean "table"/)
        .first()
        .waitFor({ timeout: 15_000 });
      await portal.page.getByText('1.1.0').first().waitFor();
      await portal.picture('broken-manifest');
      await portal.goto('/catalog/default/resource/mails/data');
      await portal.page.getByRole('navigation', { name: 'Versions' }).waitFor();
    },
  },
];

/** A commit on the main branch of the mails, as a person would push it. */
async function pushFile(
  octokit: Octokit,
  path: string,
  text: string,
): Promise<void> {
  const where = { owner: 'northlight', repo: 'mail-data' };
  const { data: ref } = await octokit.git.getRef({
    ...where,
    ref: 'heads/main',
  });
  const { data: head } = await octokit.git.getCommit({
    ...where,
    commit_sha: ref.object.sha,
  });
  const { data: tree } = await octokit.git.createTree({
    ...where,
    base_tree: head.tree.sha,
    tree: [{ path, mode: '100644', type: 'blob', content: text }],
  });
  const { data: commit } = await octokit.git.createCommit({
    ...where,
    message: 'Rename the table',
    tree: tree.sha,
    parents: [ref.object.sha],
  });
  await octokit.git.updateRef({ ...where, ref: 'heads/main', sha: commit.sha });
}

/** Signs in with GitHub as one of the three people, in a browser of their own. */
export async function signInAs(portal: Portal, login: string): Promise<void> {
  await portal.goto('/');
  const popup = portal.context.waitForEvent('page');
  await portal.page.getByRole('button', { name: /sign in/i }).click();
  const host = await popup;
  await host.getByText(login).first().click();
  await portal.heading(/11 models · 11 data sets/, 60);
}

export const signIn: Check = {
  name: 'a labelling lead signs in with GitHub and opens a pull request in his own name, and is told what the gates came to',
  async run(portal) {
    const { page } = portal;
    await signInAs(portal, 'jonas-weber');
    await portal.goto('/settings');
    await page.getByText('Jonas Weber').first().waitFor();
    await portal.goto('/catalog/default/resource/digits/labels?view=resolver');
    await page.getByText(/Why:/).first().waitFor();
    await page.keyboard.press('s');
    await page.getByText('Basket: 1 decision', { exact: true }).waitFor();
    await portal.goto('/catalog/default/resource/digits/changes');
    await propose(portal, 'Relabel one more digit');
    await page.getByText('1 changed line').first().waitFor();
    const pull = await portal.context.newPage();
    await pull.goto(`${portal.hostUrl}/northlight/digits-data/pull/3`);
    await pull.getByText(/jonas-weber wants to merge/).waitFor();
    // His team owns the digits, whose new version passed its gates.
    await portal.goto('/notifications');
    await page
      .getByText(/digit-reader on .*gates? passed/)
      .first()
      .waitFor({ timeout: 30_000 });
    assert(portal.consoleErrors.length === 0, portal.consoleErrors.join('\n'));
  },
};
