import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  GitSource,
  gitEnvironment,
  readRemoteUrl,
  runGit,
} from '@greenroom/backstage-plugin-greenroom-backend-module-git';
import { TestRemote } from '@greenroom/test-sources';
import type { Knex } from 'knex';
import { AssetStore } from '../../registry/AssetStore';
import { DeploymentStore } from '../DeploymentStore';
import { FolderStore } from '../FolderStore';
import { RepositoryStore } from '../RepositoryStore';
import { SyncLog } from '../SyncLog';
import { syncRepository } from '../syncRepository';

/** Real git remotes, a source over them, and the job that reads one of them into a database. */
export function syncing(knex: Knex, names: readonly string[] = ['acme/data']) {
  const root = mkdtempSync(path.join(os.tmpdir(), 'greenroom-sync-'));
  const remotes = new Map(
    names.map(name => [name, TestRemote.create(name, root)]),
  );
  const source = new GitSource({
    config: {
      id: 'test',
      target: 'folder',
      allowHttp: false,
      changes: 'push',
      remotes: [...remotes.values()].map(({ url }) =>
        readRemoteUrl(url, { allowHttp: false }),
      ),
    },
    directory: path.join(root, 'mirrors'),
    run: runGit,
    hostKind: () => 'other',
    environment: async () =>
      gitEnvironment({
        path: process.env.PATH,
        home: process.env.HOME,
        allowHttp: false,
      }),
  });
  const reads: string[] = [];
  const readBlob = source.readBlob.bind(source);
  source.readBlob = (...question) => {
    reads.push(question[1]);
    return readBlob(...question);
  };
  const assets = new AssetStore(knex);
  const repositories = new RepositoryStore(knex);
  const deployments = new DeploymentStore(knex);
  const log = new SyncLog(knex);
  const adopted = new Map<string, { entityRef: string; retain: boolean }>();
  const kind = syncRepository({
    sources: new Map([['test', source]]),
    repositories,
    folders: new FolderStore(knex),
    deployments,
    log,
    assets,
    defaultOwners: new Map([['test', 'group:default/fallback']]),
    adoptedEntities: async () => adopted,
    acts: { note: async () => {} },
    synced: async () => {},
  });
  const [first] = names;
  const folder = remotes.get(first)!.folder;
  return {
    remote: remotes.get(first)!,
    remotes,
    source,
    assets,
    repositories,
    deployments,
    log,
    adopted,
    /** Object ids of blobs that were read since it was last asked. */
    blobsRead: () => reads.splice(0),
    unreachable: () => renameSync(folder, `${folder}.away`),
    reachable: () => renameSync(`${folder}.away`, folder),
    sync: (
      repository = first,
      cause: 'event' | 'schedule' | 'person' = 'event',
    ) =>
      kind.run({
        jobId: 'job',
        payload: { sourceId: 'test', repository, cause },
        signal: new AbortController().signal,
        progress: () => {},
        log: () => {},
      }),
    close: async () => {
      await knex.destroy();
      if (existsSync(root)) rmSync(root, { recursive: true, force: true });
    },
  };
}
