import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  GitSource,
  gitEnvironment,
  readRemoteUrl,
  runGit,
} from '@greenroom/backstage-plugin-greenroom-backend-module-git';
import { TestRemote } from '@greenroom/test-sources';

/** A source over one real remote in a folder. */
export function openSource() {
  const remote = TestRemote.create('acme/data');
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-mirror-'));
  const source = new GitSource({
    config: {
      id: 'test',
      target: 'folder',
      allowHttp: false,
      changes: 'push',
      remotes: [readRemoteUrl(remote.url, { allowHttp: false })],
    },
    directory,
    run: runGit,
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
    close: () => {
      remote.remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
