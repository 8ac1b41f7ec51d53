import type { TableSpec } from '@greenroom/dataset';
import { readManifest } from '@greenroom/manifest';
import { readFile } from 'node:fs/promises';
import { UsageError } from './UsageError';

/**
 * The columns that a manifest declares, to read a table under.
 *
 * @throws UsageError where the manifest cannot be read, or declares no data set
 */
export async function schemaColumns(
  file: string | undefined,
): Promise<TableSpec['columns']> {
  if (file === undefined) return undefined;
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`There is no file ${file}.`);
  });
  const read = readManifest(file, bytes);
  if (!read.ok) {
    const [{ line, column, message }] = read.errors;
    throw new UsageError(`${file}:${line}:${column}: ${message}`);
  }
  for (const asset of read.assets) {
    if (asset.kind === 'Dataset') {
      return (asset.columns ?? []).flatMap(({ name, type }) =>
        type === undefined ? [] : [{ name, type }],
      );
    }
  }
  throw new UsageError(`${file} declares no data set.`);
}
