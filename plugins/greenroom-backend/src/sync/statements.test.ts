import type { Knex } from 'knex';
import { AnalysisStore } from '../analysis/AnalysisStore';
import { Reconciler } from '../analysis/Reconciler';
import { RunStore } from '../analysis/RunStore';
import { testDatabases } from '../database/testDatabases';
import type { JobBroker } from '../jobs/JobBroker';
import { JobStore } from '../jobs/JobStore';
import { createLineageRecorder } from '../lineage/createLineage';
import { ProposalStore } from '../proposals/ProposalStore';
import { RetrainingStore } from '../training/RetrainingStore';
import { syncing } from './__testUtils__/syncing';

/** Real git and databases, on a machine that may be busy. */
jest.setTimeout(120_000);

/** What one more asset may cost a first sync: some twice what it does. */
const STATEMENTS_AN_ASSET = 4;
const TRANSACTIONS_AN_ASSET = 0.25;
/** Whole pages of all that is asked in pages. */
const [FEW, MANY] = [25, 75];

/** Cards of data sets, every fourth one of a model that was trained on the first. */
function manifests(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) =>
      i % 4 === 3
        ? [
            `mlruns/notes-${i}/MLmodel`,
            `flavors:\n  sklearn:\n    pickled_model: model.pkl\n    sklearn_version: 1.5.2\nmodel_id: m-${i}\nmetadata:\n  trained_on: { dataset: notes-0 }\n`,
          ]
        : [
            `datasets/notes-${i}/README.md`,
            `---\npretty_name: notes-${i}\ntask_categories: [text-classification]\ntags: [notes]\n---\n\nNotes.\n`,
          ],
    ),
  );
}

describe.each(testDatabases())('a sync on $name', ({ knex: connect }) => {
  /** Reads a repository for the first time, and what follows from it. */
  async function firstSync(count: number) {
    const knex: Knex = await connect();
    const test = syncing(knex);
    const { assets, deployments } = test;
    const jobs = new JobStore(knex);
    const recorder = createLineageRecorder({
      knex,
      assets,
      deployments,
      proposals: new ProposalStore(knex),
    });
    const reconciler = new Reconciler({
      sources: new Map([['test', test.source]]),
      assets,
      deployments,
      runs: new RunStore(knex, jobs),
      analyses: new AnalysisStore(knex, jobs),
      retrainings: new RetrainingStore(knex),
      jobs,
      broker: {} as JobBroker,
      record: ids => recorder.record(ids),
      changed: async () => {},
    });
    test.remote.push(manifests(count));
    const asked: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => asked.push(sql));
    const { changed } = await test.sync();
    await reconciler.read(changed);
    const statements = asked.length;
    const transactions = asked.filter(sql => /^BEGIN/i.test(sql)).length;
    const [{ edges }] = await knex('lineage_edges').count({ edges: '*' });
    await test.close();
    return {
      assets: changed.length,
      edges: Number(edges),
      statements,
      transactions,
    };
  }

  it('asks the database little more for many assets than for few', async () => {
    const few = await firstSync(FEW);
    const many = await firstSync(MANY);
    expect([few.assets, many.assets]).toEqual([FEW, MANY]);
    expect(many.edges).toBeGreaterThanOrEqual(MANY);
    const growth = (what: 'statements' | 'transactions') =>
      (many[what] - few[what]) / (MANY - FEW);
    expect(growth('statements')).toBeLessThan(STATEMENTS_AN_ASSET);
    expect(growth('transactions')).toBeLessThan(TRANSACTIONS_AN_ASSET);
  });
});
