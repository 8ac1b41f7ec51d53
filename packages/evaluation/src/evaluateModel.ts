import type { TableSpec } from '@greenroom/dataset';
import type {
  EvaluationSpec,
  LabelledDataset,
  RunnableModel,
} from '@greenroom/manifest';
import { readFile } from 'node:fs/promises';
import { assertMeasurable } from './assertMeasurable';
import { checkSamples } from './checkSamples';
import type { Evaluation } from './Evaluation';
import { measureSplit } from './measureSplit';
import { openModel } from './openModel';
import { inputColumns } from './preprocessing/prepareInputs';
import type { StepFiles } from './preprocessing/StepFiles';
import type { BaselineFile } from './readBaseline';
import { readSplit } from './readSplit';

export type EvaluationQuestion = {
  readonly modelPath: string;
  readonly samplesPath?: string;
  /** Files that steps of the preprocessing read: by the path that the manifest names, the one on this machine. */
  readonly files?: StepFiles;
  readonly manifest: RunnableModel;
  readonly evaluation: EvaluationSpec;
  readonly table: TableSpec;
  readonly dataset: Pick<
    LabelledDataset,
    'key' | 'label' | 'split' | 'classes' | 'columns'
  >;
  readonly outPredictions?: string;
  /** The version that gates on a fall hold this one against. */
  readonly against?: BaselineFile;
  readonly onProgress?: (fraction: number, message?: string) => void;
  /** Looked at between batches. */
  readonly signal?: AbortSignal;
};

/**
 * Evaluates a model on one split of a table and writes its predictions as
 * Parquet: key, split, given, predicted, p (in the order of the classes). Rows
 * pass through in chunks, in the order of the table; of each only what its
 * metrics need is kept.
 *
 * @throws ModelError, TableError naming file and remedy
 */
export async function evaluateModel(
  question: EvaluationQuestion,
): Promise<Evaluation> {
  const { manifest, evaluation, samplesPath, signal } = question;
  assertMeasurable(manifest, evaluation);
  const tell = (fraction: number, message?: string) => {
    signal?.throwIfAborted();
    question.onProgress?.(fraction, message);
  };
  const startedAt = performance.now();
  tell(0.05, 'Opening the model');
  const model = await openModel(question.modelPath, manifest, question.files);
  try {
    if (samplesPath) {
      tell(0.1, 'Checking the samples');
      await checkSamples(model, manifest, await readFile(samplesPath, 'utf8'));
    }
    const measured = await measureSplit(model, {
      ...question,
      ...manifest,
      readSplit: (table, beside) =>
        readSplit(table, evaluation.split, question.dataset, [
          ...inputColumns(manifest.preprocessing),
          ...beside,
        ]),
    });
    return { ...measured, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await model.close();
  }
}
