import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import {
  type RetrainingRow,
  type RetrainingState,
  UNDER_WAY,
} from './Retraining';

/** So many of a model are shown. */
const SHOWN = 50;

export type NewRetraining = Pick<
  RetrainingRow,
  | 'model_asset_id'
  | 'dataset_asset_id'
  | 'dataset_version_id'
  | 'source_id'
  | 'repository'
  | 'workflow'
  | 'ref'
  | 'inputs'
  | 'dataset_revision'
>;

/** What hosts were asked to train: once for each model and each content of its data. */
export class RetrainingStore {
  constructor(private readonly knex: Knex) {}

  /** The one that is there, or a new one. */
  async open(asked: NewRetraining): Promise<RetrainingRow> {
    await this.knex('retrainings')
      .insert({
        ...asked,
        id: randomUUID(),
        state: 'asked' satisfies RetrainingState,
        attempt: 1,
        asked_at: Date.now(),
      })
      .onConflict(['model_asset_id', 'dataset_version_id'])
      .ignore();
    const row = await this.find(asked.model_asset_id, asked.dataset_version_id);
    return row!;
  }

  get(id: string): Promise<RetrainingRow | undefined> {
    return this.knex<RetrainingRow>('retrainings').where({ id }).first();
  }

  find(
    modelAssetId: string,
    datasetVersionId: string,
  ): Promise<RetrainingRow | undefined> {
    return this.knex<RetrainingRow>('retrainings')
      .where({
        model_asset_id: modelAssetId,
        dataset_version_id: datasetVersionId,
      })
      .first();
  }

  /** Newest first. */
  ofModel(modelAssetId: string): Promise<RetrainingRow[]> {
    return this.knex<RetrainingRow>('retrainings')
      .where({ model_asset_id: modelAssetId })
      .orderBy('asked_at', 'desc')
      .limit(SHOWN);
  }

  underWay(): Promise<RetrainingRow[]> {
    return this.knex<RetrainingRow>('retrainings')
      .whereIn('state', [...UNDER_WAY])
      .orderBy('asked_at');
  }

  /** That run's, also where it has ended (somebody may run it again on the host), and those whose run is not seen yet. */
  ofRun(run: {
    sourceId: string;
    repository: string;
    runId: string;
  }): Promise<RetrainingRow[]> {
    return this.knex<RetrainingRow>('retrainings')
      .where({ source_id: run.sourceId, repository: run.repository })
      .where(which =>
        which.where({ run_id: run.runId }).orWhere({ state: 'sent' }),
      );
  }

  /**
   * Changes one that is still in one of these states.
   *
   * @returns undefined where somebody else was faster
   */
  async move(
    id: string,
    from: readonly RetrainingState[],
    change: Partial<Omit<RetrainingRow, 'id'>>,
  ): Promise<RetrainingRow | undefined> {
    const [moved] = await this.knex<RetrainingRow>('retrainings')
      .where({ id })
      .whereIn('state', [...from])
      .update(change)
      .returning('*');
    return moved;
  }
}
