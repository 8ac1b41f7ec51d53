import {
  type BaselineFile,
  type Evaluation,
  evaluateModel,
  evaluatePredictions,
  evaluateRegressor,
  evaluateTask,
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
type ModelInput = Common & {
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

export type EvaluationInput =
  | ModelInput
  | PredictionsInput
  | TaskInput
  | DetectionsInput;

/** Leaves `predictions.parquet`. */
export async function evaluate(
  input: EvaluationInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<Evaluation> {
  const outPredictions = path.join(outDirectory, 'predictions.parquet');
  if (input.how === 'detections')
    return evaluateDetections(input, outPredictions, tell);
  const table = { path: input.table, format: 'parquet' } as const;
  const { evaluation, dataset, against } = input;
  const common = { evaluation, table, dataset, outPredictions, against };
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
  const run = {
    ...common,
    modelPath: input.model,
    samplesPath: input.samples,
    files: input.files,
    manifest: input.manifest,
    onProgress: tell,
  };
  return isRegressor(input.manifest)
    ? evaluateRegressor(run)
    : evaluateModel(run);
}
