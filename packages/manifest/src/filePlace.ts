import type { DeclaredFile } from './Manifest';
import { isInsideNetwork } from './privateAddress';

export type FilePlace =
  | {
      readonly ok: true;
      readonly file: Pick<DeclaredFile, 'path' | 'url' | 'storage'>;
    }
  /** Why it may not be read. */
  | { readonly ok: false; readonly reason: string };

const STORAGE: readonly (readonly [RegExp, DeclaredFile['storage']])[] = [
  [/^https?:/i, 'http'],
  [/^s3:/i, 's3'],
  [/^gs:/i, 'gs'],
  [/^(azure|abfss?|wasbs?):/i, 'azure'],
];

/** A path or an address that a stranger's manifest names; those that lead out of the repository or into the network are refused. */
export function filePlace(said: string, manifestPath: string): FilePlace {
  if (/^[a-z][a-z0-9+.-]*:/i.test(said)) {
    if (isInsideNetwork(said)) {
      return {
        ok: false,
        reason: `points inside the network (${said.slice(
          0,
          80,
        )}). Name a public address or a file of the repository`,
      };
    }
    const storage =
      STORAGE.find(([scheme]) => scheme.test(said))?.[1] ?? 'other';
    return { ok: true, file: { url: said, storage } };
  }
  const path = said.replace(/^(\.\/)+/, '');
  if (path.includes('\0') || path.includes('\\')) {
    return {
      ok: false,
      reason: 'is no path of a repository. Use / between folders',
    };
  }
  if (path.startsWith('/')) {
    return {
      ok: false,
      reason: `is an absolute path (${said.slice(
        0,
        80,
      )}). Name it relative to the manifest`,
    };
  }
  let depth = manifestPath.split('/').filter(isFolder).length - 1;
  for (const part of path.split('/')) {
    if (part === '..') depth -= 1;
    else if (isFolder(part)) depth += 1;
    if (depth < 0) {
      return {
        ok: false,
        reason: `climbs out of the repository (${said.slice(
          0,
          80,
        )}). Name a file inside it`,
      };
    }
  }
  return { ok: true, file: { path } };
}

function isFolder(part: string): boolean {
  return part !== '' && part !== '.';
}
