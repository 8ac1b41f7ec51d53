import { execFileSync } from 'node:child_process';
import { Octokit } from '@octokit/rest';

/**
 * A clone of a repository of the demo's host, which speaks no git: its objects
 * are asked for by the API and written as git writes them, so that commits have
 * the ids that they have on the host.
 *
 * @returns the commit that is checked out
 */
export async function cloneFromApi(
  hostUrl: string,
  [owner, repo]: readonly [string, string],
  folder: string,
): Promise<string> {
  const octokit = new Octokit({
    baseUrl: `${hostUrl}/api/v3`,
    auth: 'demo-token-greenroom',
  });
  const git = (args: readonly string[], input?: string | Buffer) =>
    execFileSync('git', args, {
      cwd: folder,
      input,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    }).trim();
  git(['init', '--quiet', '--initial-branch', 'main']);
  const { data: commits } = await octokit.repos.listCommits({
    owner,
    repo,
    sha: 'main',
    per_page: 100,
  });
  const written = new Map<string, string>();
  const blobs = new Set<string>();
  for (const { sha } of commits.reverse()) {
    const { data: commit } = await octokit.git.getCommit({
      owner,
      repo,
      commit_sha: sha,
    });
    const { data: listing } = await octokit.git.getTree({
      owner,
      repo,
      tree_sha: commit.tree.sha,
      recursive: '1',
    });
    const files = listing.tree.filter(({ type }) => type === 'blob');
    for (const file of files) {
      if (blobs.has(file.sha!)) continue;
      const { data: blob } = await octokit.git.getBlob({
        owner,
        repo,
        file_sha: file.sha!,
      });
      git(
        ['hash-object', '-w', '--stdin'],
        Buffer.from(blob.content, 'base64'),
      );
      blobs.add(file.sha!);
    }
    git(['read-tree', '--empty']);
    git(
      ['update-index', '--index-info'],
      files.map(file => `${file.mode} ${file.sha}\t${file.path}\n`).join(''),
    );
    const person = ({
      name,
      email,
      date,
    }: {
      name: string;
      email: string;
      date: string;
    }) => `${name} <${email}> ${Math.trunc(Date.parse(date) / 1000)} +0000`;
    const content = [
      `tree ${git(['write-tree'])}`,
      ...commit.parents.map(
        parent => `parent ${written.get(parent.sha) ?? parent.sha}`,
      ),
      `author ${person(commit.author)}`,
      `committer ${person(commit.committer)}`,
      '',
      `${commit.message}\n`,
    ].join('\n');
    written.set(
      sha,
      git(['hash-object', '-t', 'commit', '-w', '--stdin'], content),
    );
  }
  const head = [...written.values()].at(-1)!;
  git(['reset', '--quiet', '--hard', head]);
  return head;
}
