import path from 'node:path';
import type { TableDeclaration, TabularDataset } from '@greenroom/manifest';
import { type TablePath, tablePaths } from '@greenroom/manifest/tablePaths';
import { baseOf } from './matchPaths';
import type { TableFile, TableFormat, TableSpec } from './TableSpec';

/** Foreign formats write dates in ways of their own; texts they are in any case. */
const OUR_TYPES_ONLY = ['date', 'datetime'];

/**
 * How the table that a manifest declares is opened, once its files are at hand.
 *
 * @param filesOf - the local files that a path, folder or pattern stands for
 */
export function tableSpecOf(
  {
    table,
    split,
    columns = [],
    formats,
  }: Pick<TabularDataset, 'table' | 'split' | 'columns' | 'formats'>,
  filesOf: (named: TablePath) => readonly TableFile[],
): TableSpec {
  const named = tablePaths(table);
  const all = (wanted: (path: TablePath) => boolean) =>
    named
      .filter(wanted)
      .flatMap(each => filesOf(each).map(file => withNamed(file, each)));
  return {
    ...rowsOf(table, all),
    splitColumn: split,
    format: table.format,
    dialect: table.dialect,
    images: table.images ? all(({ of }) => of === 'images') : undefined,
    join: (table.join ?? []).map(({ format, dialect, on }, i) => ({
      path: all(({ of }) => of === i),
      format,
      dialect,
      on,
    })),
    columns: columns.flatMap(({ name, type }) =>
      type === undefined ||
      (OUR_TYPES_ONLY.includes(type) && !formats.includes('greenroom'))
        ? []
        : [{ name, type }],
    ),
  };
}

/** A file with the path by which the manifest would name it, wherever that stands. */
function withNamed(file: TableFile, { path: said }: TablePath): TableFile {
  if (typeof file === 'string' || file.within === undefined) return file;
  const wanted = path.posix.normalize(said).replace(/\/$/, '');
  const isFile = path.posix.basename(wanted) === file.within;
  return {
    ...file,
    named: isFile ? wanted : path.posix.join(baseOf(wanted), file.within),
  };
}

/** The format by which the files of a folder or pattern are picked. */
export function patternFormat(
  { format, join = [] }: TableDeclaration,
  { of }: TablePath,
): TableFormat | 'pictures' | undefined {
  if (of === 'images') return 'pictures';
  return of === 'rows' ? format : join[of].format;
}

function rowsOf(
  table: TableDeclaration,
  all: (wanted: (path: TablePath) => boolean) => TableFile[],
): Pick<TableSpec, 'path' | 'splits'> {
  if (!table.splits) return { path: all(({ of }) => of === 'rows') };
  return {
    splits: table.splits.map(({ name }) => ({
      name,
      path: all(({ of, split }) => of === 'rows' && split === name),
    })),
  };
}
