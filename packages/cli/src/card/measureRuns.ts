import { localTableSpec } from '@greenroom/dataset';
import { type MeasuredRun } from '@greenroom/governance';
import type {
  EvaluationSpec,
  ModelManifest,
  TabularDataset,
} from '@greenroom/manifest';
import { evaluateDeclared } from '../evaluate/evaluateDeclared';
import { findDataset } from '../evaluate/findDataset';
import { pinsOf } from './pinsOf';

export type MeasureRequest = {
  /** Of the model's manifest. */
  readonly file: string;
  readonly manifest: ModelManifest;
  /** Manifest of the data set, where it is not found beside the model. */
  readonly dataset?: string;
  readonly isCurrent: boolean;
  /** `at 1a2b3c4`, of an earlier commit. */
  readonly at?: string;
  /** Of an evaluation that need not be measured again. */
  readonly isKnown?: (run: Pick<MeasuredRun, 'evaluation' | 'pins'>) => boolean;
  readonly onProgress?: (fraction: number) => void;
};

export type Measured = {
  readonly runs: readonly MeasuredRun[];
  /** Sentences: which evaluations could not be measured, and why. */
  readonly problems: readonly string[];
};

/** Runs each evaluation of a model that lies here; one that cannot be run is told and passed over. */
export async function measureRuns(request: MeasureRequest): Promise<Measured> {
  const runs: MeasuredRun[] = [];
  const problems: string[] = [];
  const evaluations = request.manifest.evaluations ?? [];
  for (const [i, evaluation] of evaluations.entries()) {
    request.onProgress?.(i / evaluations.length);
    try {
      const run = await measure(request, evaluation);
      if (run) runs.push(run);
    } catch (error) {
      problems.push(
        `The evaluation ${evaluation.name}${
          request.at ? ` ${request.at}` : ''
        } could not be run: ${(error as Error).message}`,
      );
    }
  }
  return { runs, problems };
}

async function measure(
  { file, manifest, dataset: given, isCurrent, at, isKnown }: MeasureRequest,
  evaluation: EvaluationSpec,
): Promise<MeasuredRun | undefined> {
  const { file: datasetFile, dataset } = await findDataset(
    given,
    file,
    evaluation.dataset,
  );
  const table = await localTableSpec(datasetFile, dataset as TabularDataset);
  const pins = await pinsOf(file, manifest, evaluation, table);
  if (isKnown?.({ evaluation: evaluation.name, pins })) return undefined;
  const { rows, metrics, furtherMetrics } = await evaluateDeclared({
    file,
    manifest,
    // Gates say nothing of what is measured, and one on a fall needs another version.
    evaluation: { ...evaluation, gates: undefined },
    table,
    dataset,
    token: process.env.GREENROOM_ENDPOINT_TOKEN,
  });
  return {
    evaluation: evaluation.name,
    dataset: evaluation.dataset,
    repository: evaluation.repository,
    split: evaluation.split,
    of: [
      named(manifest.name, manifest.version),
      'on',
      named(dataset.name, dataset.version),
      ...(at ? [at] : []),
    ].join(' '),
    modelVersion: manifest.version,
    pins,
    isCurrent,
    rows,
    figures: { ...furtherMetrics, ...metrics },
    metrics: Object.keys(metrics),
  };
}

function named(name: string, version: string | undefined): string {
  return version === undefined ? name : `${name} ${version}`;
}
