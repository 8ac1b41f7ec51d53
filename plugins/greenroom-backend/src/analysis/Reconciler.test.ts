import type { Knex } from 'knex';
import { oneDatabase } from '../database/testDatabases';
import type { JobBroker } from '../jobs/JobBroker';
import { JobStore } from '../jobs/JobStore';
import { declareVersions } from '../lineage/__testUtils__/declareVersions';
import { AssetStore } from '../registry/AssetStore';
import { DeploymentStore } from '../sync/DeploymentStore';
import { RetrainingStore } from '../training/RetrainingStore';
import { AnalysisStore } from './AnalysisStore';
import { Reconciler } from './Reconciler';
import { RunStore } from './RunStore';

describe('whether it is written down where versions come from', () => {
  let knex: Knex;
  let reconciler: Reconciler;
  let recorded: string[];

  beforeEach(async () => {
    knex = await oneDatabase().knex();
    recorded = [];
    const jobs = new JobStore(knex);
    reconciler = new Reconciler({
      sources: new Map(),
      assets: new AssetStore(knex),
      deployments: new DeploymentStore(knex),
      runs: new RunStore(knex, jobs),
      analyses: new AnalysisStore(knex, jobs),
      retrainings: new RetrainingStore(knex),
      jobs,
      broker: {} as JobBroker,
      record: async ids => {
        recorded.push(...ids);
      },
      changed: async () => {},
    });
    await declareVersions(knex, 'dataset', 'digits', [['d1', {}]]);
  });
  afterEach(() => knex.destroy());

  it('is not after a job that found no content, such as an evaluation', async () => {
    await reconciler.reconcile(['digits']);
    expect(recorded).toEqual([]);
  });

  it('is after git or content was read', async () => {
    await reconciler.read(['digits']);
    expect(recorded).toEqual(['digits']);
  });

  it('is where the bytes are the version, as nobody reads rows', async () => {
    await knex('revisions').update({ version_id: null });
    await reconciler.reconcile(['digits']);
    expect(recorded).toEqual(['digits']);
  });

  it('is for what a crash left', async () => {
    await knex('assets').update({ health_status: 'Progressing' });
    await reconciler.reconcileUnsettled();
    expect(recorded).toEqual(['digits']);
  });
});
