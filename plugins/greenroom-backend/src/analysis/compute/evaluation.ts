import {
  type BaselineFile,
  type Evaluation,
  type EvaluationQuestion,
  evaluateModel,
  evaluatePredictions,
  evaluateRegressor,
  evaluateTask,
  mergeShards,
} from '@greenroom/evaluation';
import type {
  EvaluationSpec,
  LabelledDataset,
  OtherTask,
  RunnableModel,
} from '@greenroom/manifest';
import { isRegressor } from '@greenroom/manifest/Manifest';
import path from 'node:path';
import { type DetectionsInput, evaluateDetections } from './evaluateDetections';

type Common = {
  readonly evaluation: EvaluationSpec;
  /** Our own artifact. */
  readonly table: string;
  readonly dataset: LabelledDataset;
  /** The version before, where a gate bounds the fall against it. */
  readonly against?: BaselineFile;
};

/** The model is run here. */
export type ModelInput = Common & {
  readonly how: 'run';
  readonly model: string;
  readonly samples?: string;
  /** Files that steps of the preprocessing read: by the path in the manifest, the local one. */
  readonly files: Readonly<Record<string, string>>;
  readonly manifest: RunnableModel;
};

/** What it said was made elsewhere. */
type PredictionsInput = Common & {
  readonly how: 'given';
  readonly predictions: string;
  readonly name: string;
  readonly classes: readonly string[];
  readonly threshold?: number;
};

/** The same, of rows that are not right or wrong by one class. */
type TaskInput = Omit<PredictionsInput, 'how'> & {
  readonly how: 'task';
  readonly task: OtherTask;
};

/** The model was run in shards. */
type MergedInput = Common & {
  readonly how: 'merged';
  readonly manifest: RunnableModel;
  /** What each left, in their order. */
  readonly parts: readonly string[];
};

export type EvaluationInput =
  | ModelInput
  | MergedInput
  | PredictionsInput
  | TaskInput
  | DetectionsInput;

/** What a run leaves, and each shard of one. */
export const PREDICTIONS_FILE = 'predictions.parquet';

/** Leaves `predictions.parquet`. */
export async function evaluate(
  input: EvaluationInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<Evaluation> {
  const outPredictions = path.join(outDirectory, PREDICTIONS_FILE);
  if (input.how === 'detections')
    return evaluateDetections(input, outPredictions, tell);
  const common = {
    ...rowsOf(input),
    outPredictions,
    against: input.against,
  };
  if (input.how === 'merged') {
    const { manifest, parts } = input;
    return mergeShards({ ...common, manifest, parts, onProgress: tell });
  }
  if (input.how !== 'run') {
    tell(0.2, 'Joining predictions');
    const given = {
      ...common,
      predictions: { path: input.predictions },
      name: input.name,
      classes: input.classes,
    };
    return input.how === 'task'
      ? evaluateTask({ ...given, task: input.task })
      : evaluatePredictions({ ...given, threshold: input.threshold });
  }
  const run = { ...common, ...questionOf(input), onProgress: tell };
  return isRegressor(input.manifest)
    ? evaluateRegressor(run)
    : evaluateModel(run);
}

/** What is asked of the model, wherever its answer goes. */
export function questionOf(
  input: ModelInput,
): Omit<EvaluationQuestion, 'outPredictions' | 'against'> {
  return {
    ...rowsOf(input),
    modelPath: input.model,
    samplesPath: input.samples,
    files: input.files,
    manifest: input.manifest,
  };
}

function rowsOf({ evaluation, table, dataset }: Common) {
  const format = 'parquet' as const;
  return { evaluation, table: { path: table, format }, dataset };
}
