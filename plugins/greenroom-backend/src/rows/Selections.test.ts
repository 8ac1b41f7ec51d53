import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { literal, QueryPool } from '@greenroom/dataset';
import type { Knex } from 'knex';
import type { AnalysisRooms } from '../analysis/AnalysisRooms';
import { selectionKind } from '../analysis/selection';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { DirectoryArtifacts } from '../artifacts/DirectoryArtifacts';
import { oneDatabase } from '../database/testDatabases';
import { JobBroker } from '../jobs/JobBroker';
import { JobDesk } from '../jobs/JobDesk';
import { createCompute } from '../compute/createCompute';
import { LocalExecutor } from '../compute/LocalExecutor';
import { JobLogStore } from '../jobs/JobLogStore';
import { JobStore } from '../jobs/JobStore';
import { pruneSelections } from './pruneSelections';
import { ResultFiles } from './ResultFiles';
import { rowSql } from './rowSql';
import { Selections } from './Selections';

/** Real files and child processes, on a machine that may be busy. */
jest.setTimeout(120_000);

const ROWS = 1_000;
const table = {
  key: { name: 'id', sqlType: 'BIGINT' },
  cells: [
    { name: 'id', sqlType: 'BIGINT' },
    { name: 'x', sqlType: 'BIGINT' },
  ],
};
const descending = rowSql(
  table,
  {
    filter: { ranges: { x: { min: 1 } } },
    sort: { column: 'x', direction: 'descending' },
  },
  'without predictions',
);

describe.each([oneDatabase()])('Selections on $name', ({ knex: connect }) => {
  let knex: Knex;
  let directory: string;
  let jobs: JobStore;
  let broker: JobBroker;
  let files: ResultFiles;
  let artifacts: ArtifactStore;
  let selections: ArtifactStore;
  let artifact: string;

  beforeEach(async () => {
    knex = await connect();
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-select-'));
    artifacts = new DirectoryArtifacts(path.join(directory, 'artifacts'));
    selections = new DirectoryArtifacts(path.join(directory, 'selections'));
    files = new ResultFiles([]);
    jobs = new JobStore(knex);
    broker = new JobBroker(
      jobs,
      new JobLogStore(knex),
      mockServices.logger.mock(),
      () => {},
    );
    const compute = createCompute(
      new LocalExecutor({ memoryBytes: 4e9, timeSeconds: 120, diskBytes: 1e9 }),
      { stores: [artifacts, selections], folders: [] },
    );
    broker.register(
      selectionKind({ artifacts, compute, selections } as AnalysisRooms)(
        async () => {},
      ),
    );
    broker.start({ compute: 1, effect: 0 });
    const made = path.join(directory, 'table.parquet');
    const writer = new QueryPool({
      memory: '256MB',
      threads: 1,
      queriesAtATime: 1,
      timeoutMillis: 60_000,
    });
    await writer.query(
      `COPY (SELECT range AS id, range * 7 % ${ROWS} AS x, range AS "greenroom row" FROM range(${ROWS}))
         TO ${literal(made)} (FORMAT PARQUET)`,
    );
    await writer.close();
    artifact = await artifacts.put(made);
  });
  afterEach(async () => {
    await broker.stop();
    await files.close();
    await knex.destroy();
    rmSync(directory, { recursive: true, force: true });
  });

  const page = (cellsAtOnce: number, offset = 0) =>
    new Selections(
      { desk: new JobDesk({ jobs, broker }), files, artifacts, selections },
      cellsAtOnce,
    ).page({ t: artifact }, ROWS, descending, { offset, limit: 2 });

  const whenDone = async (offset = 0) => {
    for (;;) {
      const selected = await page(0, offset);
      if (!('job' in selected)) return selected;
      if (selected.job.error) throw new Error(selected.job.error);
      await setTimeout(50);
    }
  };

  it('finds a few rows at once', async () => {
    expect(await page(1_000_000)).toEqual({
      // 857 * 7 = 5999, 714 * 7 = 4998
      numbers: [857, 714],
      total: ROWS - 1,
    });
  });

  it('has a job find many, which gives the same pages', async () => {
    expect(await page(0)).toMatchObject({ job: { kind: 'selection' } });
    expect(await whenDone()).toEqual(await page(1_000_000));
    expect(await whenDone(500)).toEqual(await page(1_000_000, 500));
    expect(await jobs.listSucceeded('selection')).toHaveLength(1);
  });

  it('drops what it found after a day, and finds it again', async () => {
    await whenDone();
    const day = 24 * 3_600_000;
    await pruneSelections({ jobs, selections }, Date.now() + day / 2);
    expect(await jobs.listSucceeded('selection')).toHaveLength(1);
    await pruneSelections({ jobs, selections }, Date.now() + 2 * day);
    expect(await jobs.listSucceeded('selection')).toHaveLength(0);
    const left = readdirSync(path.join(directory, 'selections'), {
      recursive: true,
    }).filter(name => String(name).endsWith('.parquet'));
    expect(left).toEqual([]);
    expect(await whenDone()).toEqual(await page(1_000_000));
  });

  it('works out again what somebody deleted', async () => {
    await whenDone();
    rmSync(path.join(directory, 'selections'), { recursive: true });
    expect(existsSync(path.join(directory, 'selections'))).toBe(false);
    expect(await whenDone()).toEqual(await page(1_000_000));
  });
});
