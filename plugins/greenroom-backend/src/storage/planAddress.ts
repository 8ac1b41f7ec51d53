import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Digest, digestOf, StorageError } from '@greenroom/dataset';
import type { DeclaredFile } from '@greenroom/manifest';
import { isDeclaredAs } from '../sync/assetFiles';
import type { PlannedFile } from './planFiles';
import type { StagePlace } from './Stage';
import type { Storages } from './Storages';

/**
 * Plans a file that is not in the repository: its manifest declares where it
 * is and what its bytes are.
 */
export function planAddress(
  storages: Storages,
  where: StagePlace,
  named: string,
  pin: { readonly sha256: string } | { readonly etag: string },
): PlannedFile {
  const declared = declaredFile(where, named);
  const url = declared?.url ?? (isAddress(named) ? named : undefined);
  if (declared?.containedIn !== undefined) {
    throw new StorageError(
      'unsupported',
      `It is inside the archive ${declared.containedIn}, which is not unpacked here. Publish the file itself.`,
      named,
    ).of(named);
  }
  if (url === undefined) {
    throw new StorageError(
      'missing',
      `It is not in the repository, and its manifest names no address for it. Add the file, or its contentUrl.`,
    ).of(named);
  }
  const digest: Digest =
    'sha256' in pin
      ? digestOf('sha256', pin.sha256)
      : { algorithm: 'etag', url, etag: pin.etag };
  return { path: localName(named), digest, open: storages.address(url) };
}

function declaredFile(
  { manifest, manifestPath }: StagePlace,
  named: string,
): DeclaredFile | undefined {
  const files = manifest.files ?? [];
  return (
    files.find(({ url }) => url === named) ??
    files.find(file => isDeclaredAs(file, manifestPath, named))
  );
}

function isAddress(named: string): boolean {
  return /^(https?|s3):\/\//.test(named);
}

/** A file that has no path in the repository stands under its name. */
function localName(named: string): string {
  if (!isAddress(named)) return named;
  const name = path.posix.basename(new URL(named).pathname);
  const place = createHash('sha256').update(named).digest('hex').slice(0, 12);
  return `elsewhere/${place}/${name || 'file'}`;
}
