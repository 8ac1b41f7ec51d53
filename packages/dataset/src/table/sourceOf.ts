import type { DuckDBConnection } from '@duckdb/node-api';
import { stat } from 'node:fs/promises';
import { TableError } from '../TableError';
import { csvSource } from './csvSource';
import { expandFolders, isFolder } from './expandFolders';
import { explainError } from './explainError';
import { jsonSource } from './jsonSource';
import { namedFiles, type NamedFile } from './namedFiles';
import { parquetSource } from './parquetSource';
import { cocoSource } from './pictures/cocoSource';
import { imageFolderSource } from './pictures/imageFolderSource';
import { vocSource } from './pictures/vocSource';
import { readyText } from './readyText';
import type { ReadyFile, Source } from './Source';
import {
  FileSet,
  formatOfTable,
  SPLIT_COLUMN,
  TableFormat,
  TableSpec,
} from './TableSpec';
import type { Workspace } from './Workspace';

/**
 * Files of one format as a source: dialects, columns and limits are checked,
 * rows are not read yet.
 *
 * @throws TableError naming file, line where known, and remedy
 */
export async function sourceOf(
  connection: DuckDBConnection,
  files: readonly NamedFile[],
  set: Omit<FileSet, 'path'> & Pick<TableSpec, 'images' | 'splitColumn'>,
  workspace: Workspace,
): Promise<Source> {
  if (files.length === 0)
    throw new TableError('The table has no files. Name at least one.');
  const format = await formatFor(files, set.format);
  const isOfFolders = format === 'images' || format === 'voc';
  const all = isOfFolders ? await expandFolders(files, format) : files;
  for (const file of all) await assertFile(file);
  switch (format) {
    case 'images':
      return imageFolderSource(
        connection,
        all,
        set.splitColumn ?? SPLIT_COLUMN,
      );
    case 'coco':
    case 'voc': {
      const pictures =
        set.images && (await expandFolders(namedFiles(set.images), 'pictures'));
      const source = format === 'coco' ? cocoSource : vocSource;
      return source(connection, all, workspace, pictures);
    }
    default:
      return rowsOf(connection, all, format, set, workspace);
  }
}

/** Files whose rows stand in them as rows. */
async function rowsOf(
  connection: DuckDBConnection,
  files: readonly NamedFile[],
  format: TableFormat,
  set: Omit<FileSet, 'path'>,
  workspace: Workspace,
): Promise<Source> {
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

async function formatFor(
  files: readonly NamedFile[],
  said: TableFormat | undefined,
): Promise<TableFormat> {
  if (said) return said;
  if (await isFolder(files[0].path)) return 'images';
  const formats = new Set(files.map(({ name }) => formatOfTable(name)));
  const [format] = formats;
  if (format && formats.size === 1) return format;
  const unknown = files.find(({ name }) => !formatOfTable(name));
  throw new TableError(
    unknown
      ? 'The format cannot be told from the ending of the file. Name it: csv, tsv, jsonl, json, parquet, images, coco or voc.'
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
