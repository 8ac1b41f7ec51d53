import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { cloneFromApi } from './cloneFromApi';
import { assert, Portal } from './journey';
import { signInAs } from './otherJourneys';
import { mergePullRequest } from './pullRequest';

const READER = '/catalog/default/component/digit-reader';
const REPOSITORY = ['northlight', 'digit-reader'] as const;
const DATA = ['northlight', 'digits-data'] as const;
const ROOT = path.resolve(
  path.dirname(require.resolve('@greenroom/test-e2e/package.json')),
  '../..',
);

/**
 * The review of a model from request to signed decision: who wrote it is refused
 * by the API, who did not is taken, and the decision verifies offline.
 *
 * @param state - folder of the demo, in which its trust root is
 */
export async function reviewOfReader(
  author: Portal,
  reviewer: Portal,
  state: string,
): Promise<void> {
  await signInAs(author, 'mira-okafor');
  await author.goto(READER);
  // While git is still being read, an older one is the newest that is known.
  await author.page
    .getByText(/^2\.0\.\d/)
    .first()
    .waitFor();
  await author.page
    .getByRole('button', { name: 'Request review' })
    .click({ timeout: 30_000 });
  await author.heading(/^digit-reader .* waits for 1 signature/);
  await author.heading(/^This is not yours to decide/);
  const review = author.page.url().split('/').at(-1)!;
  const refused = await decideByApi(author, review);
  assert(
    refused.status === 403 && /four eyes/.test(refused.text),
    `The author's approval was answered ${refused.status}: ${refused.text}`,
  );

  await signInAs(reviewer, 'sofia-lindqvist');
  const { page } = reviewer;
  await reviewer.goto('/greenroom/reviews');
  await reviewer.heading(/for a review, \d+ of them for you/);
  await reviewer.assertAccessible();
  await reviewer.picture('reviews');
  await page.getByRole('link', { name: /^digit-reader / }).click();
  await reviewer.heading(/^0 of 7 sections agreed/);
  await page.keyboard.press('a');
  await reviewer.heading(/^1 of 7 sections agreed/);
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await reviewer.heading(/^2 of 7 sections agreed/);
  await reviewer.assertAccessible();
  await reviewer.picture('review');
  await page.getByLabel('Approve', { exact: true }).check();
  await page
    .getByRole('form', { name: 'Your decision' })
    .getByRole('button', { name: 'Approve' })
    .click();
  await reviewer.heading(/^The signed decision waits in a pull request/);
  const pull = await page
    .getByRole('link', { name: /^Pull request #/ })
    .getAttribute('href');
  await mergePullRequest(reviewer, new URL(pull!).pathname.slice(1));
  await reviewer.heading(/^The signed decision is in git/, 60);
  await reviewer.assertAccessible();
  await page.setViewportSize({ width: 390, height: 844 });
  await reviewer.assertNoSideways();
  await page.setViewportSize({ width: 1280, height: 900 });
  await reviewer.picture('review-in-git');

  const command = await page
    .getByText(/^greenroom review verify/)
    .first()
    .innerText();
  await assertVerifies(reviewer.hostUrl, command, state);
}

/** As somebody would who does not heed what the page offers. */
async function decideByApi(
  portal: Portal,
  review: string,
): Promise<{ status: number; text: string }> {
  const asked = portal.page.waitForRequest(request =>
    request.url().endsWith(`/api/greenroom/reviews/${review}`),
  );
  await portal.page.reload();
  const { authorization } = (await asked).headers();
  const answer = await portal.context.request.post(
    `${portal.url}/api/greenroom/reviews/${review}/decision`,
    { headers: { authorization }, data: { decision: 'approved' } },
  );
  return { status: answer.status(), text: await answer.text() };
}

async function assertVerifies(
  hostUrl: string,
  command: string,
  state: string,
): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-clone-'));
  try {
    const clone = path.join(folder, REPOSITORY[1]);
    for (const [owner, repo] of [REPOSITORY, DATA]) {
      await mkdir(path.join(folder, repo));
      await cloneFromApi(hostUrl, [owner, repo], path.join(folder, repo));
    }
    // As somebody who looks at what was reviewed, whatever came since.
    const revision = await trainedOn(clone);
    await git(path.join(folder, DATA[1]), ['checkout', '--quiet', revision]);
    const [, ...args] = command.split(' ');
    const trust = path.join(state, 'review-trust.json');
    const { stdout } = await promisify(execFile)(
      path.join(ROOT, 'greenroom'),
      args.map(arg => (arg === 'KEYS.yaml' ? trust : arg)),
      { cwd: clone },
    ).catch((error: { stdout?: string }) => ({
      stdout: error.stdout ?? String(error),
    }));
    assert(
      /^digit-reader .* is approved by user:default\/sofia-lindqvist/.test(
        stdout,
      ) && !stdout.includes('Not looked at'),
      `The decision does not verify: ${stdout}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The revision of the data, as the manifest of the model has it. */
async function trainedOn(clone: string): Promise<string> {
  const manifest = await readFile(path.join(clone, 'greenroom.yaml'), 'utf8');
  const [, revision] = /revision: ([0-9a-f]{40})/.exec(manifest) ?? [];
  assert(revision !== undefined, 'The manifest names no revision of its data.');
  return revision;
}

function git(folder: string, args: readonly string[]) {
  return promisify(execFile)('git', args, { cwd: folder });
}
