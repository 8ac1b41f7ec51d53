import { stat } from 'node:fs/promises';
import path from 'node:path';
import { TableError } from '../TableError';
import { listFiles } from './listFiles';
import { matchPaths } from './matchPaths';
import type { NamedFile } from './namedFiles';
import type { TableFormat } from './TableSpec';

/**
 * The files of a format in the folders among some paths, in the order of their
 * names; files stay as they are.
 *
 * @throws TableError where one of them is a link, or a folder has none
 */
export async function expandFolders(
  files: readonly NamedFile[],
  format: TableFormat | 'pictures',
): Promise<NamedFile[]> {
  const expanded = await Promise.all(
    files.map(async file =>
      (await isFolder(file.path)) ? filesIn(file, format) : [file],
    ),
  );
  return expanded.flat();
}

export async function isFolder(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

async function filesIn(
  folder: NamedFile,
  format: TableFormat | 'pictures',
): Promise<NamedFile[]> {
  const found = await listFiles(folder.path, '');
  const matches = matchPaths('.', format, found.keys());
  if (matches.length === 0) {
    throw new TableError(
      'The folder has no files that are read as that format. Correct the path or the format.',
      folder.name,
    );
  }
  return matches.map(match => {
    const name = path.posix.join(folder.name, match.path);
    if (found.get(match.path) !== 'file') {
      throw new TableError(
        'This is a link, or no ordinary file; it is not followed. Put the file itself here.',
        name,
      );
    }
    return {
      path: path.join(folder.path, match.path),
      name,
      within: match.path,
      split: folder.split,
    };
  });
}
