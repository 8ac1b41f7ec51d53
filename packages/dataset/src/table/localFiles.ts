import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { TabularDataset } from '@greenroom/manifest';
import { type TablePath, tablePaths } from '@greenroom/manifest/tablePaths';
import { TableError } from '../TableError';
import { listFiles } from './listFiles';
import { baseOf, matchPaths } from './matchPaths';
import { patternFormat, tableSpecOf } from './tableSpecOf';
import type { TableFile, TableSpec } from './TableSpec';

/**
 * How the table that a manifest on this machine declares is opened. What is
 * outside the manifest's repository (else its folder) is not read, and neither
 * is what a link leads to.
 *
 * @throws TableError where a file is missing, a link, or outside
 */
export async function localTableSpec(
  manifestFile: string,
  manifest: TabularDataset,
): Promise<TableSpec> {
  const folder = path.resolve(path.dirname(manifestFile));
  const root = rootOf(folder);
  const found = new Map<string, TableFile[]>();
  for (const named of tablePaths(manifest.table))
    found.set(keyOf(named), await filesOf(root, folder, named, manifest));
  return tableSpecOf(manifest, named => found.get(keyOf(named)) ?? []);
}

function keyOf({ path: named, of, split }: TablePath): string {
  return JSON.stringify([named, of, split]);
}

/** The working copy that a folder is in, else the folder itself. */
function rootOf(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return folder;
  }
}

async function filesOf(
  root: string,
  folder: string,
  named: TablePath,
  { table }: TabularDataset,
): Promise<TableFile[]> {
  const wanted = path
    .relative(root, path.resolve(folder, named.path))
    .split(path.sep)
    .join('/');
  if (wanted === '..' || wanted.startsWith('../')) throw outside(named.path);
  const paths = await listFiles(root, baseOf(wanted));
  const matches = matchPaths(wanted, patternFormat(table, named), paths.keys());
  if (matches.length === 0) {
    throw new TableError(
      'There is no such file, and no file that it stands for. Correct the path.',
      named.path,
    );
  }
  const inside = await realpath(root);
  const files: TableFile[] = [];
  for (const match of matches) {
    const local = path.join(root, match.path);
    if (paths.get(match.path) !== 'file') {
      throw new TableError(
        'This is a link, or no ordinary file; it is not followed. Put the file itself here.',
        match.path,
      );
    }
    const real = await realpath(local);
    if (!real.startsWith(inside + path.sep)) throw outside(match.path);
    files.push({
      path: local,
      name: path.relative(folder, local),
      within: match.within,
    });
  }
  return files;
}

function outside(named: string): TableError {
  return new TableError(
    'This path leads out of the repository of its manifest. Name a file inside it.',
    named,
  );
}
