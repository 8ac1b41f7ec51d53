import { describeSource, type TestFiles } from '@greenroom/test-sources';
import {
  type EmulatedGithub,
  startEmulatedGithub,
} from './__testUtils__/emulatedGithub';
import { sourceAt } from './__testUtils__/sourceAt';

/** Each test has an emulator of its own, which takes a while to start. */
jest.setTimeout(60_000);

const repository = 'northlight/digits-data';
const name = { owner: 'northlight', repo: 'digits-data' };

describeSource('github', async () => {
  const github = await startEmulatedGithub();
  let files: TestFiles = {};
  let seconds = 1_750_000_000;
  return {
    // The emulator lists no organisations; a search it knows.
    source: sourceAt(github.url, { search: 'digits-data' }),
    repository,
    push: async (changed, message = 'commit') => {
      const parent = (await head(github)) ?? undefined;
      // The repository begins with a README; what a test pushes stands alone.
      const isFirst = Object.keys(files).length === 0;
      files = { ...files, ...changed };
      seconds += 60;
      return commit(
        github,
        files,
        message,
        isFirst ? undefined : parent,
        seconds,
      );
    },
    forcePush: async (changed, parent) => {
      seconds += 60;
      return commit(
        github,
        { ...files, ...changed },
        'forced',
        parent,
        seconds,
      );
    },
    tag: async (tag, sha) => {
      await github.octokit.git.createRef({
        ...name,
        ref: `refs/tags/${tag}`,
        sha,
      });
    },
    close: () => github.stop(),
  };
});

async function head({ octokit }: EmulatedGithub): Promise<string> {
  const { data } = await octokit.git.getRef({ ...name, ref: 'heads/main' });
  return data.object.sha;
}

/** A commit of a whole tree, to which the branch is forced. */
async function commit(
  { octokit }: EmulatedGithub,
  files: TestFiles,
  message: string,
  parent: string | undefined,
  seconds: number,
): Promise<string> {
  const tree = await octokit.git.createTree({
    ...name,
    tree: Object.entries(files).map(([path, content]) => ({
      path,
      mode: '100644' as const,
      type: 'blob' as const,
      content: String(content),
    })),
  });
  const person = {
    name: 'Mira',
    email: 'mira@example.org',
    date: new Date(seconds * 1000).toISOString(),
  };
  const made = await octokit.git.createCommit({
    ...name,
    message,
    tree: tree.data.sha,
    parents: parent ? [parent] : [],
    author: person,
    committer: person,
  });
  await octokit.git.updateRef({
    ...name,
    ref: 'heads/main',
    sha: made.data.sha,
    force: true,
  });
  return made.data.sha;
}
