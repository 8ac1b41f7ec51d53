import { evaluateModel } from '@greenroom/evaluation';
import type { LabelledDataset, RunnableModel } from '@greenroom/manifest';
import path from 'node:path';
import type { EvaluationResult } from '../RunStore';

export type EvaluationInput = {
  readonly model: string;
  readonly samples?: string;
  /** Files that steps of the preprocessing read: by the path in the manifest, the local one. */
  readonly files: Readonly<Record<string, string>>;
  readonly manifest: RunnableModel;
  readonly evaluation: NonNullable<RunnableModel['evaluations']>[number];
  /** Our own artifact. */
  readonly table: string;
  readonly dataset: LabelledDataset;
};

/** Leaves `predictions.parquet`. */
export async function evaluate(
  input: EvaluationInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<Omit<EvaluationResult, 'predictionsArtifact'>> {
  return evaluateModel({
    modelPath: input.model,
    samplesPath: input.samples,
    files: input.files,
    manifest: input.manifest,
    evaluation: input.evaluation,
    table: { path: input.table, format: 'parquet' },
    dataset: input.dataset,
    outPredictions: path.join(outDirectory, 'predictions.parquet'),
    onProgress: tell,
  });
}
