import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../../sql';
import type { SourceColumn, Source } from '../Source';
import type { NamedFile } from '../namedFiles';
import { loadPictures, PICTURE_COLUMNS, PictureFile } from './loadPictures';

/** Folders that are splits wherever pictures are sorted by class. */
const SPLITS: Readonly<Record<string, string>> = {
  train: 'train',
  training: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
};

/**
 * A folder of pictures as a table: the first folder below it is the class of a
 * picture; where all first folders are splits (train, test, …), the second is.
 *
 * @param splitColumn - name of the column of splits
 */
export async function imageFolderSource(
  connection: DuckDBConnection,
  files: readonly NamedFile[],
  splitColumn: string,
): Promise<Source> {
  const placed = files.map(file => ({
    file,
    folders: (file.within ?? file.name).split('/').slice(0, -1),
  }));
  const bySplit =
    files.every(({ split }) => split === undefined) &&
    placed.every(({ folders: [first = ''] }) => first.toLowerCase() in SPLITS);
  const pictures = placed.map(({ file, folders }): PictureFile => {
    const [split, label] = bySplit
      ? [SPLITS[folders[0].toLowerCase()], folders[1]]
      : [file.split, folders[0]];
    return {
      path: file.path,
      name: file.name,
      key: file.named ?? file.within ?? file.name,
      label,
      split,
    };
  });
  const table = await loadPictures(connection, pictures);
  const columns: SourceColumn[] = [
    ...['path', 'label', splitColumn].map(name => ({ name, type: 'VARCHAR' })),
    ...PICTURE_COLUMNS,
  ].map(column => ({ ...column, typing: 'said' }));
  return {
    format: 'images',
    isText: false,
    tellsSplit: true,
    files,
    columns,
    notes: [
      bySplit
        ? 'Splits are the first folders of the pictures, classes the second.'
        : 'Classes are the first folders of the pictures.',
    ],
    select: () =>
      `SELECT * RENAME (split AS ${identifier(splitColumn)}) FROM ${table}`,
    lineOf: async () => undefined,
  };
}
