import type { EditableFile } from '../applyEdits';
import type { Edit, Edited, NewRow } from '../Edit';
import { EditError } from '../Edit';
import type { MergeRow } from '../merge/MergeConflict';
import { editRows } from '../rows/editRows';
import { listName, newChunk } from './newChunk';
import { cellTextOf } from './cellText';
import { ParquetFile } from './ParquetFile';
import { flatNames, ParquetGroup } from './ParquetGroup';
import { type GroupChange, rewriteParquet } from './rewriteParquet';

/** A Parquet file of this machine, and what its columns mean. */
export type ParquetTable = Omit<
  EditableFile,
  'content' | 'format' | 'delimiter'
> & {
  /** Where it stands on this machine. */
  readonly file: string;
};

/**
 * Applies edits to the rows that a Parquet file has. It is written again with
 * its schema, codecs, row groups and key-value metadata; columns of a row group
 * in which nothing changes keep their bytes. Of cells those are edited that are
 * single values: texts, numbers, decimals, dates and moments.
 *
 * @param target - where the file is written, if it differs; nothing stands there yet
 * @throws EditError where it cannot be read, or a column cannot hold what it shall
 */
export function editParquet(
  table: ParquetTable,
  edits: readonly Edit[],
  target: string,
): Promise<Edited<string>> {
  const { file, path, key, label } = table;
  return ParquetFile.use(file, path, async parquet => {
    const outcome = emptyOutcome();
    const changes = new Map<number, GroupChange>();
    let waiting = edits;
    for (let group = 0; group < parquet.groups.length; group++) {
      if (waiting.length === 0) break;
      const rows = await ParquetGroup.read(
        parquet,
        group,
        key,
        wantedOf(waiting, key, label),
      );
      if (!rows) continue;
      const { replacements, absent, ...found } = editRows(rows, waiting, table);
      const gone = new Set(
        replacements.flatMap(({ start, end }) => (end > start ? [start] : [])),
      );
      if (gone.size > 0 || rows.written.size > 0)
        changes.set(group, { gone, written: rows.written });
      outcome.applied.push(...found.applied);
      outcome.unchanged.push(...found.unchanged);
      outcome.conflicts.push(...found.conflicts);
      outcome.leaving.push(...found.leaving);
      waiting = absent;
    }
    if (outcome.leaving.length > 0) assertFlat(parquet);
    if (changes.size > 0) await rewriteParquet(parquet, target, changes);
    return {
      ...outcome,
      absent: waiting,
      content: changes.size > 0 ? target : file,
      changedLines: new Set(outcome.applied.map(edit => edit.key)).size,
    };
  });
}

/**
 * Writes new rows into a Parquet file, as a row group of their own behind the
 * others. Cells of lists are JSON.
 *
 * @throws EditError where the file has no column of a cell, or one that it must have is not given
 */
export function placeInParquet(
  table: ParquetTable,
  rows: readonly NewRow[],
  target: string,
): Promise<Edited<string>> {
  const { file, path } = table;
  return ParquetFile.use(file, path, async parquet => {
    if (parquet.groups.length === 0)
      throw new EditError(
        `${path} has no rows, so it does not say how new ones are written. Write its first rows with another program.`,
        path,
      );
    assertColumns(parquet, rows);
    await rewriteParquet(parquet, target, new Map(), {
      rows: rows.length,
      chunks: parquet.leaves.map(leaf => newChunk(path, leaf, rows)),
    });
    return {
      ...emptyOutcome(),
      applied: rows,
      absent: [],
      content: target,
      changedLines: rows.length,
    };
  });
}

/** Names of the columns of the table, nested ones among them. */
export function parquetColumns({
  file,
  path,
}: Pick<ParquetTable, 'file' | 'path'>): Promise<readonly string[]> {
  return ParquetFile.use(file, path, async ({ leaves }) => [
    ...new Set(leaves.map(({ schemaPath }) => schemaPath[1].element.name)),
  ]);
}

/** Rows of a Parquet file by their key, with the cells that are single values. */
export function readParquetRows(
  { file, path, key, split }: ParquetTable,
  keys: ReadonlySet<string>,
): Promise<ReadonlyMap<string, MergeRow>> {
  return ParquetFile.use(file, path, async parquet => {
    const found = new Map<string, MergeRow>();
    const wanted = new Map([...keys].map(each => [each, 'all' as const]));
    for (let at = 0; at < parquet.groups.length; at++) {
      const group = await ParquetGroup.read(parquet, at, key, wanted);
      for (const row of group?.rows() ?? [])
        found.set(row.key, { cells: group!.cellsOf(row), split });
    }
    return found;
  });
}

function emptyOutcome() {
  return {
    applied: [] as Edit[],
    unchanged: [] as Edit[],
    conflicts: [] as Edited['conflicts'][number][],
    leaving: [] as NewRow[],
  };
}

/** Which columns have to be read of the row of each key. */
function wantedOf(
  edits: readonly Edit[],
  key: string,
  label: string | undefined,
): ReadonlyMap<string, readonly string[] | 'all'> {
  const wanted = new Map<string, readonly string[] | 'all'>();
  for (const edit of edits) {
    const before = wanted.get(edit.key) ?? [key, ...(label ? [label] : [])];
    const more = columnsOf(edit);
    wanted.set(
      edit.key,
      before === 'all' || more === 'all' ? 'all' : [...before, ...more],
    );
  }
  return wanted;
}

function columnsOf(edit: Edit): readonly string[] | 'all' {
  switch (edit.kind) {
    case 'cell':
      return [edit.column];
    case 'move':
      return 'all';
    case 'add':
    case 'restore':
      return Object.keys(edit.cells);
    default:
      return [];
  }
}

/** @throws EditError where a row has more than its text tells */
function assertFlat(parquet: ParquetFile): void {
  const known = new Set(flatNames(parquet));
  const other = parquet.leaves.find(
    ({ name, element }) => !known.has(name) || !cellTextOf(element),
  );
  if (other)
    throw new EditError(
      `The column ${other.name} of ${parquet.path} holds more than single values, so a row cannot be moved to another file. Move it with another program.`,
      parquet.path,
    );
}

function assertColumns(parquet: ParquetFile, rows: readonly NewRow[]): void {
  const known = new Set([
    ...flatNames(parquet),
    ...parquet.leaves.flatMap(leaf => listName(leaf) ?? []),
  ]);
  for (const { key, cells } of rows) {
    const other = Object.keys(cells).find(
      name => !known.has(name) && cells[name] !== null,
    );
    if (other)
      throw new EditError(
        `The row ${key} has a cell ${other}, which is no column of single values or lists of them of ${
          parquet.path
        }. It has ${[...known].join(', ')}.`,
        parquet.path,
      );
  }
}
