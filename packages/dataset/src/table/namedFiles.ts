import type { FileSet, TableFile } from './TableSpec';

export type NamedFile = {
  readonly path: string;
  readonly name: string;
  /** Below the folder that was named. */
  readonly within?: string;
  /** From the manifest that names it. */
  readonly named?: string;
  /** Of which split its rows are, where files tell. */
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
