import type { Run } from '@greenroom/backstage-plugin-greenroom-common';
import type { RunWithJob } from '../../analysis/RunStore';
import type { RowLabel } from '../../rows/RowLabels';
import type { RowsRoom } from '../../rows/RowsRoom';
import type { DecisionStore } from '../decisions/DecisionStore';
import type { Word } from '../decisions/Word';
import { wordState } from '../decisions/wordState';
import { auditRate } from './auditRate';
import type { AuditStore, StoredAudit } from './AuditStore';
import { decidedSample } from './decidedSample';

export type Honesty = Pick<Run, 'inflatedRows' | 'onAudit'>;

/** Of a long list only so many runs, the newest, are held against audits. */
const AUDITED_RUNS = 50;

type Labels = ReadonlyMap<string, RowLabel>;

/**
 * How far the metrics of runs can be believed: how many labels of their split
 * people repaired on the word of the same model, and the accuracy on rows that
 * people decided without it.
 */
export class RunHonesty {
  constructor(
    private readonly rooms: {
      words: DecisionStore;
      audits: AuditStore;
      rows: Pick<RowsRoom, 'labels' | 'auditedPredictions'>;
    },
  ) {}

  /** By run, of those of which something is known; newest runs first in, as lists have them. */
  async of(runs: readonly RunWithJob[]): Promise<ReadonlyMap<string, Honesty>> {
    const done = runs.filter(run => run.result);
    if (done.length === 0) return new Map();
    const datasets = unique(done.map(run => run.dataset_asset_id));
    const models = unique(done.map(run => run.model_asset_id));
    const [repairs, audits] = await Promise.all([
      this.rooms.words.relabelledOnWordOf(models, datasets),
      this.rooms.audits.listOfAssets(datasets),
    ]);
    const said = await this.rooms.words.ofAudits(audits.map(({ id }) => id));
    if (repairs.length === 0 && said.length === 0) return new Map();
    const labels = await this.#labels(done, [...repairs, ...said]);
    const inflated = new Map(
      done.map(run => [
        run.id,
        countInflated(run, repairs, labels.get(run.dataset_version_id)!),
      ]),
    );
    const onAudit = await this.#onAudit(
      // Boxes are not right or wrong by picture: such runs have no accuracy.
      done.filter(run => run.result!.metrics.accuracy).slice(0, AUDITED_RUNS),
      audits,
      said,
      labels,
    );
    return new Map(
      done.map(({ id }) => [
        id,
        { inflatedRows: inflated.get(id), onAudit: onAudit.get(id) },
      ]),
    );
  }

  /** By version of data: its rows of which something was said. */
  async #labels(
    runs: readonly RunWithJob[],
    words: readonly Word[],
  ): Promise<ReadonlyMap<string, Labels>> {
    const assetOf = new Map(
      runs.map(run => [run.dataset_version_id, run.dataset_asset_id]),
    );
    return new Map(
      await Promise.all(
        [...assetOf].map(async ([versionId, assetId]) => {
          const keys = unique(
            words
              .filter(word => word.assetId === assetId)
              .map(({ key }) => key),
          );
          return [
            versionId,
            await this.rooms.rows.labels.of(versionId, keys),
          ] as const;
        }),
      ),
    );
  }

  async #onAudit(
    runs: readonly RunWithJob[],
    audits: readonly StoredAudit[],
    said: readonly Word[],
    labels: ReadonlyMap<string, Labels>,
  ): Promise<ReadonlyMap<string, Run['onAudit']>> {
    if (said.length === 0) return new Map();
    const predictions = await this.rooms.rows.auditedPredictions.of(
      unique(runs.map(run => run.result!.predictionsArtifact)),
      unique(said.map(({ key }) => key)),
    );
    return new Map(
      runs.map(run => [
        run.id,
        onNewestAudit(run, audits, said, {
          labels: labels.get(run.dataset_version_id)!,
          predicted:
            predictions.get(run.result!.predictionsArtifact) ?? new Map(),
        }),
      ]),
    );
  }
}

function countInflated(
  run: RunWithJob,
  repairs: readonly Word[],
  labels: Labels,
): number | undefined {
  const { length } = repairs.filter(word => {
    const row = labels.get(word.key);
    return (
      word.assetId === run.dataset_asset_id &&
      word.evidence.modelAssetId === run.model_asset_id &&
      row?.split === run.split &&
      wordState(word, row) === 'settled'
    );
  });
  return length > 0 ? length : undefined;
}

/** By the newest audit of the data set that has decided rows of the run's split. */
function onNewestAudit(
  run: RunWithJob,
  audits: readonly StoredAudit[],
  said: readonly Word[],
  {
    labels,
    predicted,
  }: { labels: Labels; predicted: ReadonlyMap<string, string> },
): Run['onAudit'] {
  for (const audit of audits) {
    if (audit.assetId !== run.dataset_asset_id) continue;
    const words = said.filter(({ auditId }) => auditId === audit.id);
    const holding = new Set(
      words
        .filter(word => wordState(word, labels.get(word.key)) !== 'outdated')
        .map(({ key }) => key),
    );
    const figure = auditRate(audit.strata, decidedSample(audit, words).rows, {
      among: ({ key, label }) =>
        label !== undefined &&
        holding.has(key) &&
        predicted.has(key) &&
        labels.get(key)?.split === run.split,
      hit: ({ key, label }) => predicted.get(key) === label,
    });
    if (figure) return { figure, auditId: audit.id };
  }
  return undefined;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
