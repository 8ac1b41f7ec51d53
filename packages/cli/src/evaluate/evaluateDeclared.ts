import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TableSpec } from '@greenroom/dataset';
import {
  type BaselineFile,
  type Evaluation,
  evaluateModel,
  evaluatePredictions,
  evaluateRegressor,
  evaluateTask,
  openServedModel,
  predictRows,
  seenInTraining,
} from '@greenroom/evaluation';
import {
  type EvaluationSpec,
  isDetection,
  isLabelled,
  isRegressor,
  isRunnable,
  isServed,
  type LabelledDataset,
  type MeasurableDataset,
  type ModelManifest,
  otherTaskOf,
  type Preprocessing,
  preprocessingFiles,
  type ServedModel,
} from '@greenroom/manifest';
import { present } from '../declaredIn';
import { UsageError } from '../UsageError';
import { askServer } from './askServer';

export type DeclaredQuestion = {
  /** The manifest's file: what it names lies beside it. */
  readonly file: string;
  readonly manifest: ModelManifest;
  readonly evaluation: EvaluationSpec;
  readonly table: TableSpec;
  readonly dataset: MeasurableDataset;
  readonly outPredictions?: string;
  /** The version that gates on a fall hold this one against. */
  readonly against?: BaselineFile;
  /** Instead of the address in the manifest. */
  readonly endpoint?: string;
  readonly token?: string;
  readonly onProgress?: (fraction: number) => void;
};

/**
 * Evaluates as the manifest says: predictions that were made elsewhere, a model
 * on a server, or an ONNX file.
 *
 * @throws UsageError, ModelError, TableError naming file and remedy
 */
export async function evaluateDeclared(
  question: DeclaredQuestion,
): Promise<Evaluation> {
  const { manifest, evaluation } = question;
  if (isDetection(question.dataset)) {
    throw new UsageError(
      `The evaluation ${evaluation.name} is of boxes, which the portal measures and the command line does not.`,
    );
  }
  if (evaluation.predictions !== undefined) {
    const seen = seenInTraining(manifest, evaluation);
    if (seen) throw new UsageError(seen);
    const file = present(beside(question, evaluation.predictions));
    return measured(question, { path: file }, evaluation.predictions);
  }
  if (isServed(manifest)) return served(ofClasses(question), manifest);
  if (!isRunnable(manifest)) {
    throw new UsageError(
      `${question.file}: ${manifest.name} cannot be evaluated: it has no ONNX file with preprocessing and classes, no endpoint, and the evaluation ${evaluation.name} names no predictions.`,
    );
  }
  const { samples } = manifest.preprocessing;
  const run = {
    manifest,
    modelPath: present(beside(question, manifest.model.path)),
    samplesPath: samples && present(beside(question, samples)),
    files: filesOf(question, manifest.preprocessing),
  };
  return isRegressor(manifest)
    ? evaluateRegressor({ ...question, ...run })
    : evaluateModel({ ...ofClasses(question), ...run });
}

type ClassQuestion = DeclaredQuestion & { readonly dataset: LabelledDataset };

/** @throws UsageError where the rows of the data set have no class each */
function ofClasses(question: DeclaredQuestion): ClassQuestion {
  const { dataset, manifest } = question;
  if (isLabelled(dataset)) return { ...question, dataset };
  throw new UsageError(
    `${dataset.name} is of the task ${dataset.task}, and ${manifest.name} says a class a row. Name a data set with classes.`,
  );
}

/** The server's answers become a file of predictions, which passes through the same door. */
async function served(
  question: ClassQuestion,
  manifest: ServedModel,
): Promise<Evaluation> {
  const { endpoint: url, token } = question;
  const { endpoint, ask, headers } = askServer(manifest.endpoint, {
    url,
    token,
  });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-served-'));
  try {
    const out = path.join(folder, 'predictions.parquet');
    const { samples } = manifest.preprocessing;
    const model = await openServedModel(endpoint, manifest, {
      ask,
      headers,
      signal: new AbortController().signal,
      files: filesOf(question, manifest.preprocessing),
    });
    await predictRows(model, {
      ...question,
      manifest,
      samples:
        samples && (await readFile(present(beside(question, samples)), 'utf8')),
      out,
    });
    return await measured(
      question,
      { path: out },
      `The server ${new URL(endpoint.url).host}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function measured(
  question: DeclaredQuestion,
  predictions: TableSpec,
  name: string,
): Promise<Evaluation> {
  const { manifest, dataset } = question;
  const classes = manifest.classes ?? dataset.classes ?? [];
  const given = { ...question, predictions, name, classes };
  const task = otherTaskOf(dataset);
  return task === undefined
    ? evaluatePredictions({ ...given, threshold: manifest.threshold })
    : evaluateTask({ ...given, task });
}

function beside({ file }: DeclaredQuestion, named: string): string {
  return path.join(path.dirname(file), named);
}

function filesOf(
  question: DeclaredQuestion,
  preprocessing: Preprocessing,
): Record<string, string> {
  return Object.fromEntries(
    preprocessingFiles(preprocessing).map(named => [
      named,
      present(beside(question, named)),
    ]),
  );
}
