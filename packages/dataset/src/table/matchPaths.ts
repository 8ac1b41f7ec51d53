import path from 'node:path';
import { isPattern } from '@greenroom/manifest/tablePaths';
import type { TableFormat } from './TableSpec';

/** Endings of the files of a folder that a format reads; other files there are no rows. */
const ENDINGS: Readonly<Partial<Record<TableFormat | 'pictures', RegExp>>> = {
  images: /\.(png|jpe?g|webp|gif|avif|tiff?)$/i,
  pictures: /\.(png|jpe?g|webp|gif|avif|tiff?)$/i,
  voc: /\.xml$/i,
};

export type MatchedPath = {
  readonly path: string;
  /** Below the folder that was named, or that stands before the first wildcard. */
  readonly within: string;
};

/**
 * The paths that a path, a folder or a pattern of a manifest stands for, in
 * the order of their names. `*` and `?` do not cross folders, `**` does.
 *
 * @param named - from the same root as `paths`, with `/` between folders
 */
export function matchPaths(
  named: string,
  format: TableFormat | 'pictures' | undefined,
  paths: Iterable<string>,
): MatchedPath[] {
  const wanted = path.posix.normalize(named).replace(/\/$/, '');
  const base = baseOf(wanted);
  const prefix = base === '' ? '' : `${base}/`;
  const ending = format && ENDINGS[format];
  const found: MatchedPath[] = [];
  for (const candidate of paths) {
    if (candidate === wanted)
      return [{ path: candidate, within: path.posix.basename(candidate) }];
    if (!candidate.startsWith(prefix) || (ending && !ending.test(candidate)))
      continue;
    if (isPattern(wanted) ? path.posix.matchesGlob(candidate, wanted) : ending)
      found.push({ path: candidate, within: candidate.slice(prefix.length) });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The folder that all matches are in. */
export function baseOf(named: string): string {
  if (named === '.') return '';
  if (!isPattern(named)) return named;
  const parts = named.split('/');
  return parts.slice(0, parts.findIndex(isPattern)).join('/');
}
