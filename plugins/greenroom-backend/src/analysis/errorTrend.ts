import type {
  Cohort,
  ErrorMeasure,
} from '@greenroom/backstage-plugin-greenroom-common';
import { sliceFeatures } from '@greenroom/evaluation';
import type { LabelledDataset } from '@greenroom/manifest';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { JobContext } from '../jobs/JobKind';
import type { Version } from '../registry/Asset';
import {
  type AnalysisKind,
  type AnalysisRooms,
  tableOf,
  versionOf,
} from './AnalysisRooms';
import type { AnalysisStore } from './AnalysisStore';
import type { TrendPoint } from './compute/errorTrend';
import type { ErrorRowsInput } from './compute/explore/readErrorRows';
import { type Asked, keyOf, PRIORITIES } from './questions';
import type { EvaluationResult, RunWithJob } from './RunStore';

/** A run that has predictions. */
export type EndedRun = RunWithJob & { readonly result: EvaluationResult };

export function hasEnded(run: RunWithJob): run is EndedRun {
  return run.result !== undefined;
}

export type ErrorTrendPayload = {
  readonly where: Cohort;
  readonly measure: ErrorMeasure;
  /** The oldest first. */
  readonly runIds: readonly string[];
};

/** How did this cohort fare in these runs, the oldest first? */
export function errorTrendQuestion(
  { where, measure }: Pick<ErrorTrendPayload, 'where' | 'measure'>,
  runs: readonly EndedRun[],
  /** Files of the features that were read off texts and pictures by now. */
  derived: readonly string[] = [],
): Asked<ErrorTrendPayload> {
  const payload = { where, measure, runIds: runs.map(({ id }) => id) };
  return {
    kind: 'error-trend',
    key: keyOf(
      'error-trend',
      { where, measure },
      ...runs.map(
        ({ result, dataset_version_id: data }) =>
          `${data} ${result.predictionsArtifact}`,
      ),
      ...derived,
    ),
    assetId: runs[runs.length - 1].model_asset_id,
    payload,
    priority: PRIORITIES.person,
  };
}

export function errorTrendKind(
  rooms: AnalysisRooms & { readonly analyses: Pick<AnalysisStore, 'derived'> },
): AnalysisKind {
  return () => ({
    kind: 'error-trend',
    lane: 'compute',
    async run({
      payload: { runIds, where, measure },
      ...work
    }: JobContext<ErrorTrendPayload>): Promise<TrendPoint[]> {
      const found = await Promise.all(runIds.map(id => rooms.runs.get(id)));
      const runs = await Promise.all(
        found
          .flatMap(run => (run && hasEnded(run) ? [run] : []))
          .map(async run => ({
            runId: run.id,
            ...(await errorRowsOf(
              rooms,
              run,
              await versionOf(rooms, run.dataset_version_id),
            )),
          })),
      );
      if (runs.length === 0)
        throw new Error('None of the runs is known any more.');
      return rooms.compute(
        { kind: 'error-trend', input: { where, measure, runs } },
        { ...work, use: async (points: TrendPoint[]) => points },
      );
    },
  });
}

/** Where the rows of a run, and what tells them apart, are read. */
export async function errorRowsOf(
  rooms: {
    readonly artifacts: Pick<ArtifactStore, 'pathOf'>;
    readonly analyses: Pick<AnalysisStore, 'derived'>;
  },
  run: EndedRun,
  dataset: Version,
): Promise<ErrorRowsInput> {
  const manifest = dataset.manifest as LabelledDataset;
  const derived = await rooms.analyses.derived(dataset.id);
  return {
    table: tableOf(rooms, dataset),
    predictions: rooms.artifacts.pathOf(run.result.predictionsArtifact),
    key: manifest.key,
    classes: run.result.confusion!.classes,
    features: sliceFeatures(manifest),
    derived: derived && {
      file: rooms.artifacts.pathOf(derived.derivedArtifact),
      features: derived.features,
      remark: derived.remark,
    },
  };
}
