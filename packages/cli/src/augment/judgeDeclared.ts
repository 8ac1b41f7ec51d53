import path from 'node:path';
import { type JudgeFiles } from '@greenroom/augmentation';
import {
  isRegressor,
  isRunnable,
  preprocessingFiles,
} from '@greenroom/manifest';
import { declaredIn, present } from '../declaredIn';
import { UsageError } from '../UsageError';

/**
 * The model that is asked about synthetic rows.
 *
 * @param file - its manifest
 * @throws UsageError where it tells no classes
 */
export async function judgeDeclared(file: string): Promise<JudgeFiles> {
  const manifest = await declaredIn(
    file,
    isRunnable,
    'model with an ONNX file, preprocessing and classes',
  );
  if (isRegressor(manifest))
    throw new UsageError(
      `${manifest.name} tells a number, and no class. Name a classifier.`,
    );
  const beside = (named: string) =>
    present(path.join(path.dirname(file), named));
  return {
    manifest,
    model: beside(manifest.model.path),
    files: Object.fromEntries(
      preprocessingFiles(manifest.preprocessing).map(named => [
        named,
        beside(named),
      ]),
    ),
  };
}
