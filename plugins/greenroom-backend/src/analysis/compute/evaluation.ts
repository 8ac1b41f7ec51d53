import {
  type BaselineFile,
  type Evaluation,
  evaluateModel,
  evaluatePredictions,
} from '@greenroom/evaluation';
import type {
  EvaluationSpec,
  LabelledDataset,
  RunnableModel,
} from '@greenroom/manifest';
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

export type EvaluationInput = ModelInput | PredictionsInput | DetectionsInput;

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
  if (input.how === 'given') {
    tell(0.2, 'Joining predictions');
    return evaluatePredictions({
      predictions: { path: input.predictions },
      name: input.name,
      classes: input.classes,
      threshold: input.threshold,
      evaluation,
      table,
      dataset,
      outPredictions,
      against,
    });
  }
  return evaluateModel({
    modelPath: input.model,
    samplesPath: input.samples,
    files: input.files,
    manifest: input.manifest,
    evaluation,
    table,
    dataset,
    outPredictions,
    against,
    onProgress: tell,
  });
}
