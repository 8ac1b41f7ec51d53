import path from 'node:path';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { Asset } from './Asset';

/** Where people read how to label a data set: the file that its manifest names beside itself. */
export function guidelineOf(
  asset: Pick<Asset, 'manifest' | 'path' | 'repository' | 'headCommit'>,
  source: Pick<Source, 'fileUrl'> | undefined,
): AssetDetail['guideline'] {
  const { manifest, repository, headCommit } = asset;
  if (manifest.kind !== 'Dataset' || manifest.guideline === undefined)
    return undefined;
  const file = path.posix.join(
    path.posix.dirname(asset.path),
    manifest.guideline,
  );
  return {
    path: file,
    url: source?.fileUrl(repository, headCommit ?? 'HEAD', file),
  };
}
