import type { DuckDBConnection } from '@duckdb/node-api';
import { stat } from 'node:fs/promises';
import { TableError } from '../TableError';
import { csvSource } from './csvSource';
import { explainError } from './explainError';
import { jsonSource } from './jsonSource';
import { parquetSource } from './parquetSource';
import { readyText } from './readyText';
import type { ReadyFile, Source } from './Source';
import { FileSet, formatOfTable, TableFile, TableFormat } from './TableSpec';
import type { Workspace } from './Workspace';

type NamedFile = {
  readonly path: string;
  readonly name: string;
  readonly split?: string;
};

/** Files by path, each with the split that its rows are of, where files tell. */
export function namedFiles(
  paths: FileSet['path'],
  split?: string,
): NamedFile[] {
  const list: readonly TableFile[] =
    typeof paths === 'string' ? [paths] : paths;
  return list.map(file => ({
    ...(typeof file === 'string' ? { path: file, name: file } : file),
    split,
  }));
}

/**
 * Files of one format as a source: dialects, columns and limits are checked,
 * rows are not read yet.
 *
 * @throws TableError naming file, line where known, and remedy
 */
export async function sourceOf(
  connection: DuckDBConnection,
  files: readonly NamedFile[],
  set: Omit<FileSet, 'path'>,
  workspace: Workspace,
): Promise<Source> {
  if (files.length === 0)
    throw new TableError('The table has no files. Name at least one.');
  const format = formatFor(files, set.format);
  for (const file of files) await assertFile(file);
  const ready: ReadyFile[] = [];
  for (const file of files) {
    const path =
      format === 'parquet'
        ? await workspace.literalPath(file.path)
        : await readyText(file, set.dialect?.encoding, workspace);
    ready.push({ ...file, path });
  }
  try {
    if (format === 'parquet') return await parquetSource(connection, ready);
    if (format === 'json' || format === 'jsonl')
      return await jsonSource(connection, ready, format);
    return await csvSource(ready, format, set.dialect);
  } catch (error) {
    throw explainError(error, ready);
  }
}

function formatFor(
  files: readonly NamedFile[],
  said: TableFormat | undefined,
): TableFormat {
  if (said) return said;
  const formats = new Set(files.map(({ name }) => formatOfTable(name)));
  const [format] = formats;
  if (format && formats.size === 1) return format;
  const unknown = files.find(({ name }) => !formatOfTable(name));
  throw new TableError(
    unknown
      ? 'The format cannot be told from the ending of the file. Name it: csv, tsv, jsonl, json or parquet.'
      : `The files of a table have one format; these end like ${[
          ...formats,
        ].join(' and ')}. Name the format, or declare them as two tables.`,
    (unknown ?? files[0]).name,
  );
}

async function assertFile(file: NamedFile): Promise<void> {
  const found = await stat(file.path).catch(() => undefined);
  if (!found) throw new TableError('There is no such file.', file.name);
  if (found.isFile()) return;
  throw new TableError(
    `This is ${
      found.isDirectory() ? 'a folder' : 'no ordinary file'
    }. Name the file itself.`,
    file.name,
  );
}
