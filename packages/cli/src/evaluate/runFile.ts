import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../UsageError';

/**
 * The predictions of a run: in a folder that `evaluate --out` wrote, or the file itself.
 *
 * @throws UsageError where there are none
 */
export async function runFile(run: string): Promise<string> {
  const isFolder = existsSync(run) && (await stat(run)).isDirectory();
  const file = isFolder ? path.join(run, 'predictions.parquet') : run;
  if (!existsSync(file))
    throw new UsageError(
      `There is no file ${file}. Name a folder that "evaluate --out" wrote, or its predictions.parquet.`,
    );
  return file;
}
