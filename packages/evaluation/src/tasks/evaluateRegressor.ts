import type { RunnableModel } from '@greenroom/manifest';
import { readFile } from 'node:fs/promises';
import { checkSamples } from '../checkSamples';
import type { Evaluation } from '../Evaluation';
import { openModel } from '../openModel';
import { inputColumns } from '../preprocessing/prepareInputs';
import type { StepFiles } from '../preprocessing/StepFiles';
import type { TaskQuestion } from './evaluateTask';
import { measureNumbers } from './measureNumbers';
import { numbersOf } from './numbersOf';

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
  const { manifest, samplesPath, onProgress } = question;
  const startedAt = performance.now();
  onProgress?.(0.05, 'Opening the model');
  const model = await openModel(question.modelPath, manifest, question.files);
  try {
    if (samplesPath)
      await checkSamples(model, manifest, await readFile(samplesPath, 'utf8'));
    const measured = await measureNumbers(
      question,
      inputColumns(manifest.preprocessing),
      rows =>
        numbersOf(
          model,
          rows,
          manifest.preprocessing.output,
          row => `Row ${String(row[question.dataset.key])}`,
        ),
    );
    return { ...measured, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await model.close();
  }
}
