import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TestRemote } from '@greenroom/test-sources';
import { gitEnvironment } from '../gitEnvironment';
import { GitSource } from '../GitSource';
import { readRemoteUrl } from '../remoteUrl';
import { type GitRun, runGit } from '../runGit';

/** A source over one real remote in a folder; every git that runs is kept. */
export function openRemote() {
  const remote = TestRemote.create('acme/data');
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-mirror-'));
  const runs: GitRun[] = [];
  const source = new GitSource({
    config: {
      id: 'git',
      target: 'folder',
      allowHttp: false,
      changes: 'push',
      remotes: [readRemoteUrl(remote.url, { allowHttp: false })],
    },
    directory,
    run: run => {
      runs.push(run);
      return runGit(run);
    },
    hostKind: () => 'other',
    environment: async () =>
      gitEnvironment({
        path: process.env.PATH,
        home: process.env.HOME,
        allowHttp: false,
      }),
  });
  return {
    remote,
    source,
    repository: 'acme/data',
    directory,
    /** Arguments of every git that spoke to the remote and took objects from it. */
    fetches: () => runs.filter(({ args }) => args.includes('fetch')),
    close: async () => {
      remote.remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
