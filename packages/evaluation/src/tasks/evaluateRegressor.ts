import { openTable, type Row } from '@greenroom/dataset';
import type { RunnableModel } from '@greenroom/manifest';
import { readFile } from 'node:fs/promises';
import { checkSamples } from '../checkSamples';
import type { Evaluation } from '../Evaluation';
import { ModelError } from '../ModelError';
import { openModel } from '../openModel';
import { inputColumns } from '../preprocessing/prepareInputs';
import type { StepFiles } from '../preprocessing/StepFiles';
import { readSplit } from '../readSplit';
import type { RowModel } from '../RowModel';
import { measureTask, type TaskQuestion } from './evaluateTask';

export type RegressorQuestion = Omit<TaskQuestion, 'task' | 'classes'> & {
  readonly modelPath: string;
  readonly samplesPath?: string;
  /** Files that steps of the preprocessing read: by the path that the manifest names, the one on this machine. */
  readonly files?: StepFiles;
  readonly manifest: RunnableModel;
};

/**
 * Runs a model that predicts a number a row, and measures it.
 *
 * @throws ModelError, TableError naming file and remedy
 */
export async function evaluateRegressor(
  question: RegressorQuestion,
): Promise<Evaluation> {
  const { manifest, samplesPath, evaluation, dataset, onProgress } = question;
  const startedAt = performance.now();
  onProgress?.(0.05, 'Opening the model');
  const model = await openModel(question.modelPath, manifest, question.files);
  try {
    if (samplesPath)
      await checkSamples(model, manifest, await readFile(samplesPath, 'utf8'));
    const table = await openTable(question.table);
    try {
      const split = await readSplit(
        table,
        evaluation.split,
        dataset,
        inputColumns(manifest.preprocessing),
      );
      const measured = await measureTask(
        { ...question, task: 'tabular-regression', classes: [] },
        split,
        rows => numbersOf(model, rows, question),
      );
      return { ...measured, seconds: (performance.now() - startedAt) / 1000 };
    } finally {
      table.close();
    }
  } finally {
    await model.close();
  }
}

async function numbersOf(
  model: RowModel,
  rows: readonly Row[],
  { manifest, dataset }: RegressorQuestion,
): Promise<unknown[]> {
  const { output } = manifest.preprocessing;
  const outputs = await model.outputsOf(
    rows,
    [output],
    row => `Row ${String(row[dataset.key])}`,
  );
  const { values, width } = outputs.get(output)!;
  if (width !== 1)
    throw new ModelError(
      `The output ${output} has ${width} numbers a row; one that holds numbers has one.`,
    );
  return Array.from<unknown>(values as ArrayLike<unknown>);
}
