import { ConflictError, InputError } from '@backstage/errors';
import type {
  AugmentationEntry,
  DeclarationEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  FileEdit,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import {
  DeclarationError,
  declare,
  MANIFEST_LIMITS,
} from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import { declarationOf } from './declarationOf';

/**
 * Has the manifest of an asset, as it is at a commit, say more.
 *
 * @throws ConflictError where the file is no longer there
 * @throws InputError where it says it already, or may not say it
 */
export async function editDeclarations(
  source: Source,
  asset: Asset,
  commit: string,
  entries: readonly (DeclarationEntry | AugmentationEntry)[],
): Promise<{ edits: FileEdit[]; changedLines: number }> {
  const { repository, path, manifest } = asset;
  const tree = await source.listTree(repository, commit);
  const file = tree.find(entry => entry.path === path && entry.type === 'file');
  if (!file) throw new ConflictError(`${path} is no longer in ${repository}.`);
  const blob = await source.readBlob(repository, file.oid, {
    limitBytes: MANIFEST_LIMITS.jsonBytes,
  });
  const before = blob.toString('utf8');
  const after = declared(path, before, manifest, entries);
  return {
    edits: [{ path, content: Buffer.from(after) }],
    changedLines: lines(after) - lines(before) || 1,
  };
}

function declared(
  path: string,
  text: string,
  manifest: Asset['manifest'],
  entries: readonly (DeclarationEntry | AugmentationEntry)[],
): string {
  try {
    return declare(path, text, manifest, entries.map(declarationOf));
  } catch (error) {
    throw error instanceof DeclarationError
      ? new InputError(error.message)
      : error;
  }
}

/** Declared in a list between brackets, they change the line that is there. */
function lines(text: string): number {
  return text.split('\n').length;
}
