import { statSync, type Stats } from 'node:fs';
import { UsageError } from './UsageError';

/**
 * What stands where a manifest, or a folder with manifests, is named.
 *
 * @throws UsageError where there is nothing, or nothing is named
 */
export function manifestsAt(file: string | undefined): Stats {
  const stat = file && statSync(file, { throwIfNoEntry: false });
  if (stat) return stat;
  throw new UsageError(
    `There is no ${
      file ?? 'path'
    }. Name a manifest, or a folder with manifests.`,
  );
}
