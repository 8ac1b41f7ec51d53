import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import type {
  Source,
  SourceEvent,
  WorkflowHost,
  WorkflowRun,
} from '@greenroom/backstage-plugin-greenroom-node';
import { evaluationsPath, type Messenger } from '../analysis/verdict';
import type { JobBroker } from '../jobs/JobBroker';
import type { Acts } from '../governance/audit/Acts';
import type { AssetStore } from '../registry/AssetStore';
import { askToSend } from './askForTraining';
import { followed } from './followed';
import { MAY_RETRY, questionOf, type RetrainingRow } from './Retraining';
import type { RetrainingStore } from './RetrainingStore';

/** Trainings that hosts were asked for: followed, told of, and tried again. */
export class Trainings {
  constructor(
    private readonly rooms: {
      retrainings: RetrainingStore;
      sources: ReadonlyMap<string, Source>;
      assets: AssetStore;
      broker: Pick<JobBroker, 'ask'>;
      messenger: Messenger;
      logger: LoggerService;
      changed(assetIds: readonly string[]): Promise<void>;
      acts: Pick<Acts, 'note'>;
    },
  ) {}

  /** Looks after all that have not ended: what no event told. */
  async follow(): Promise<void> {
    for (const row of await this.rooms.retrainings.underWay())
      await this.#look(row);
  }

  /** A host told that a run moved. */
  async heard(event: SourceEvent): Promise<void> {
    if (event.type !== 'workflow-run') return;
    for (const row of await this.rooms.retrainings.ofRun(event))
      await this.#look(row);
  }

  /**
   * Asks the host once more, after somebody did what the reason says.
   *
   * @throws NotFoundError
   * @throws ConflictError where it has not failed
   */
  async retry(modelAssetId: string, id: string): Promise<RetrainingRow> {
    const { retrainings } = this.rooms;
    const row = await retrainings.get(id);
    if (row?.model_asset_id !== modelAssetId)
      throw new NotFoundError(`No training ${id} of ${modelAssetId}.`);
    const again = await retrainings.move(id, MAY_RETRY, {
      state: 'asked',
      attempt: row.attempt + 1,
      asked_at: Date.now(),
      sent_at: null,
      started_at: null,
      ended_at: null,
      before_run_id: row.run_id,
      run_id: null,
      run_number: null,
      run_url: null,
      reason: null,
      reason_url: null,
    });
    if (!again)
      throw new ConflictError(
        `That training is ${row.state}; only one that failed, was cancelled or refused is tried again.`,
      );
    await askToSend(this.rooms, again);
    await this.rooms.changed([modelAssetId]);
    return again;
  }

  /** Its host will not start it. */
  async refuse(row: RetrainingRow, reason: string): Promise<void> {
    await this.#move(row, {
      state: 'refused',
      ended_at: Date.now(),
      reason,
      reason_url: null,
    });
  }

  /** There is no need for it any more. */
  async drop(row: RetrainingRow, reason: string): Promise<void> {
    await this.#move(row, { state: 'dropped', ended_at: Date.now(), reason });
  }

  /** Somebody ended it before its host was asked. */
  async cancel(row: RetrainingRow, reason: string): Promise<void> {
    await this.#move(row, { state: 'cancelled', ended_at: Date.now(), reason });
  }

  /** Its host has it, and may have told its run. */
  async take(row: RetrainingRow, runId: string | undefined): Promise<void> {
    const taken = await this.#move(row, {
      state: 'sent',
      run_id: runId ?? null,
    });
    if (taken) await this.#look(taken);
  }

  async #look(row: RetrainingRow): Promise<void> {
    const host = this.rooms.sources.get(row.source_id)?.workflows;
    if (!host) return;
    try {
      const change = followed(row, await runOf(host, row), Date.now());
      if (change) await this.#move(row, change);
    } catch (error) {
      this.rooms.logger.warn(
        `The run of ${row.workflow} in ${
          row.repository
        } could not be followed; it is looked at again: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  async #move(
    row: RetrainingRow,
    change: Partial<RetrainingRow>,
  ): Promise<RetrainingRow | undefined> {
    const { acts, changed, retrainings } = this.rooms;
    const moved = await retrainings.move(row.id, [row.state], change);
    if (!moved) return undefined;
    if (moved.state !== row.state) {
      await acts.note('training-follow', {
        assetId: moved.model_asset_id,
        training: moved.id,
        from: row.state,
        to: moved.state,
      });
      await this.#tell(moved);
    }
    await changed([moved.model_asset_id]);
    return moved;
  }

  async #tell(row: RetrainingRow): Promise<void> {
    if (row.state !== 'failed' && row.state !== 'refused') return;
    const { assets, messenger } = this.rooms;
    const model = await assets.get(row.model_asset_id);
    if (!model) return;
    const run = row.run_number === null ? '' : ` (run ${row.run_number})`;
    await messenger.notify({
      topic: 'greenroom-training',
      owner: model.owner,
      title:
        row.state === 'failed'
          ? `${row.workflow} did not train ${model.name}${run}`
          : `${row.workflow} was not started for ${model.name}`,
      description: row.reason ?? '',
      path: evaluationsPath(model.entityRef),
      isBad: true,
      scope: `greenroom:training:${row.id}`,
    });
  }
}

function runOf(
  host: WorkflowHost,
  row: RetrainingRow,
): Promise<WorkflowRun | undefined> {
  return row.run_id === null
    ? host.find(questionOf(row), {
        millis: Number(row.sent_at),
        exceptRunId: row.before_run_id ?? undefined,
      })
    : host.get(row.repository, row.run_id);
}
