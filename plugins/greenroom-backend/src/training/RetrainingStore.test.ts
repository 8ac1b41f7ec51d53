import type { Knex } from 'knex';
import { testDatabases } from '../database/testDatabases';
import { type NewRetraining, RetrainingStore } from './RetrainingStore';

/** A real server, on a machine that may be busy. */
jest.setTimeout(60_000);

const ASKED: NewRetraining = {
  model_asset_id: 'northlight/reader#reader',
  dataset_asset_id: 'northlight/digits#digits',
  dataset_version_id: 'v1',
  source_id: 'northlight',
  repository: 'reader',
  workflow: 'retrain.yml',
  ref: 'main',
  inputs: '{}',
  dataset_revision: 'a'.repeat(40),
};

describe.each(testDatabases())(
  'RetrainingStore on $name',
  ({ knex: connect }) => {
    let knex: Knex;
    let store: RetrainingStore;
    beforeEach(async () => {
      knex = await connect();
      store = new RetrainingStore(knex);
    });
    afterEach(() => knex.destroy());

    it('opens one for each model and each content of its data, whoever asks', async () => {
      const opened = await Promise.all([
        store.open(ASKED),
        store.open(ASKED),
        store.open({ ...ASKED, dataset_version_id: 'v2' }),
      ]);
      expect(opened[0].id).toBe(opened[1].id);
      expect(opened[2]).toMatchObject({ state: 'asked', attempt: 1 });
      expect(await store.ofModel(ASKED.model_asset_id)).toHaveLength(2);
    });

    it('lets one of several move it', async () => {
      const { id } = await store.open(ASKED);
      const moved = await Promise.all(
        [1, 2, 3].map(() => store.move(id, ['asked'], { state: 'sending' })),
      );
      expect(moved.filter(Boolean)).toMatchObject([{ id, state: 'sending' }]);
      expect(await store.get(id)).toMatchObject({ state: 'sending' });
    });

    it('knows which are under way', async () => {
      const { id } = await store.open(ASKED);
      expect(await store.underWay()).toEqual([]);
      await store.move(id, ['asked'], { state: 'sent', sent_at: 1_700e9 });
      expect(await store.underWay()).toMatchObject([{ id }]);
      await store.move(id, ['sent'], { state: 'succeeded', ended_at: 1_701e9 });
      expect(await store.underWay()).toEqual([]);
    });

    it('finds by the run of a host what it trains, and what no run is seen of yet', async () => {
      const trained = await store.open(ASKED);
      await store.move(trained.id, ['asked'], {
        state: 'succeeded',
        run_id: '7',
      });
      const sent = await store.open({ ...ASKED, dataset_version_id: 'v2' });
      await store.move(sent.id, ['asked'], { state: 'sent' });
      await store.open({ ...ASKED, dataset_version_id: 'v3' });
      const run = { sourceId: 'northlight', repository: 'reader', runId: '7' };
      const found = await store.ofRun(run);
      expect(found.map(({ id }) => id).sort()).toEqual(
        [trained.id, sent.id].sort(),
      );
      expect(await store.ofRun({ ...run, repository: 'other' })).toEqual([]);
    });
  },
);
