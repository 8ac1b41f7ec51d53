import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { profileKind } from '../analysis/profile';
import { RunStore } from '../analysis/RunStore';
import { DirectoryArtifacts } from '../artifacts/DirectoryArtifacts';
import { testDatabases } from '../database/testDatabases';
import { createCompute } from '../compute/createCompute';
import { LocalExecutor } from '../compute/LocalExecutor';
import { JobStore } from '../jobs/JobStore';
import { syncing } from '../sync/__testUtils__/syncing';
import { storagesAt } from './__testUtils__/storagesAt';
import { tryAgain } from './tryAgain';

/** Real git, databases and child processes, on a machine that may be busy. */
jest.setTimeout(120_000);

const MANIFEST = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: digits }
spec: { task: image-classification, table: { path: labels.csv }, key: id, label: label, split: split, classes: [a, b] }
`;
const table = (...labels: string[]) =>
  `id,label,split\n${labels
    .map((label, i) => `${i},${label},train\n`)
    .join('')}`;

describe.each(testDatabases().slice(0, 1))(
  'a version in Git LFS on $name',
  ({ knex: connect }) => {
    it('that nobody pushed leaves the last good one, and comes once it is pushed', async () => {
      const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-fetch-'));
      const knex = await connect();
      const test = syncing(knex);
      const id = 'test:acme/data:digits';
      const storages = storagesAt(directory);
      const kind = profileKind({
        sources: new Map([['test', test.source]]),
        assets: test.assets,
        runs: new RunStore(knex, new JobStore(knex)),
        artifacts: new DirectoryArtifacts(path.join(directory, 'artifacts')),
        selections: new DirectoryArtifacts(path.join(directory, 'artifacts')),
        storages,
        compute: createCompute(
          new LocalExecutor({
            memoryBytes: 4e9,
            timeSeconds: 120,
            diskBytes: 1e9,
          }),
          { stores: [], folders: [storages.objects.stagedDirectory] },
        ),
        logger: mockServices.logger.mock(),
      })(async () => {});
      const sha256Of = (text: string) =>
        createHash('sha256').update(text).digest('hex');
      const pushPointer = async (text: string) => {
        test.remote.push({
          'greenroom.yaml': MANIFEST,
          '.gitattributes': '*.csv filter=lfs\n',
          'labels.csv': `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256Of(
            text,
          )}\nsize ${text.length}\n`,
        });
        await test.sync();
      };
      const pushObject = (text: string) => {
        const oid = sha256Of(text);
        const file = path.join(
          test.remote.folder,
          'lfs/objects',
          oid.slice(0, 2),
          oid.slice(2, 4),
          oid,
        );
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
      };
      const profileNewest = async () => {
        const [revision] = (
          await test.assets.listRevisionsWithoutVersion([id])
        ).slice(-1);
        return kind.run({
          jobId: 'j',
          payload: { assetId: id, byteDigest: revision.byte_digest },
          signal: new AbortController().signal,
          progress: () => {},
          log: () => {},
        });
      };
      const rows = async () =>
        (await test.assets.listVersions(id)).map(({ facts }) => facts.rows);

      const [first, second] = [table('a', 'b'), table('a', 'b', 'a')];
      await pushPointer(first);
      pushObject(first);
      await profileNewest();
      await pushPointer(second);
      const failure = await profileNewest().catch((error: Error) => error);
      expect(String(failure)).toMatch(/labels\.csv: .*git lfs push --all/);
      expect(tryAgain(failure as Error, { createdAtMillis: 0 })).toBeDefined();
      expect(await rows()).toEqual([2]);
      pushObject(second);
      await profileNewest();
      expect(await rows()).toEqual([2, 3]);

      await test.close();
      rmSync(directory, { recursive: true, force: true });
    });
  },
);
