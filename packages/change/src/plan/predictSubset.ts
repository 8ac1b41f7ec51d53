import { openModel, predictRows } from '@greenroom/evaluation';
import {
  type EvaluationSpec,
  isRunnable,
  type MeasurableDataset,
  otherTaskOf,
  type RunnableModel,
} from '@greenroom/manifest';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Answers } from './Answers';
import type { ModelSide } from './PlanQuestion';

/** A model that can be run here, and its file on this machine. */
export type RunnableFile = {
  readonly manifest: RunnableModel;
  readonly modelPath: string;
};

export function runnableFile({
  manifest,
  files,
}: ModelSide): RunnableFile | undefined {
  if (!isRunnable(manifest)) return undefined;
  const modelPath = files[manifest.model.path];
  return modelPath === undefined ? undefined : { manifest, modelPath };
}

/** The column that a model's answers are in. */
export function toldColumn(manifest: RunnableModel): Answers['column'] {
  const { holds } = manifest.preprocessing;
  return holds === 'labels' ||
    holds === 'indices' ||
    otherTaskOf(manifest) !== undefined
    ? 'predicted'
    : 'p';
}

/**
 * What a model says of some rows.
 *
 * @param of.subset - Parquet with the rows, under the columns of the data set
 * @throws ModelError, TableError naming file and remedy
 */
export async function predictSubset(
  { manifest, modelPath }: RunnableFile,
  { files }: ModelSide,
  of: {
    readonly spec: EvaluationSpec;
    readonly dataset: MeasurableDataset;
    readonly subset: string;
    readonly folder: string;
    readonly onProgress?: (fraction: number) => void;
  },
): Promise<Answers> {
  const { spec, dataset, subset, folder, onProgress } = of;
  const model = await openModel(modelPath, manifest, files);
  try {
    const { samples } = manifest.preprocessing;
    const sampled = samples === undefined ? undefined : files[samples];
    const out = path.join(folder, 'said.parquet');
    await predictRows(model, {
      manifest,
      evaluation: spec,
      table: { path: subset, format: 'parquet' },
      dataset,
      samples:
        sampled === undefined ? undefined : await readFile(sampled, 'utf8'),
      out,
      onProgress,
    });
    return { file: out, column: toldColumn(manifest) };
  } finally {
    await model.close();
  }
}
