import type { TableDeclaration } from './tableDocument';

export type TablePath = {
  /** A path, a folder or a pattern, relative to the manifest. */
  readonly path: string;
  /** What the rows in it are: of the table itself, of a side table by its index, pictures. */
  readonly of: 'rows' | 'images' | number;
  /** The split that the files are, where files tell. */
  readonly split?: string;
};

/** Everything that a table names, in the order in which its rows stand. */
export function tablePaths(table: TableDeclaration): TablePath[] {
  return [
    ...[table.path ?? []].flat().map(path => ({ path, of: 'rows' as const })),
    ...(table.splits ?? []).flatMap(({ name, path }) =>
      [path].flat().map(each => ({
        path: each,
        of: 'rows' as const,
        split: name,
      })),
    ),
    ...(table.images ? [{ path: table.images, of: 'images' as const }] : []),
    ...(table.join ?? []).flatMap(({ path }, of) =>
      [path].flat().map(each => ({ path: each, of })),
    ),
  ];
}

/** Whether a path stands for the files that match it. */
export function isPattern(path: string): boolean {
  return /[*?[{]/.test(path);
}
