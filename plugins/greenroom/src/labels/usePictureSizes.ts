import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { useAnswer } from '../components/useAnswer';
import { type PictureSize, pictureSize } from '../data/pictureSize';
import { hasBoxes } from './hasBoxes';

/** By row: the size in pixels in which its boxes are measured. Asked only of data sets that have boxes. */
export function usePictureSizes(
  asset: AssetDetail,
  version: AssetVersion,
  keys: readonly string[],
): ReadonlyMap<string, PictureSize> {
  const api = useApi(greenroomApiRef);
  const asks =
    hasBoxes(asset) && asset.allowed.includes('readRows') && keys.length > 0;
  const sizes = useAnswer(
    async () => {
      if (!asks) return new Map<string, PictureSize>();
      const page = await api.getRows({
        versionId: version.id,
        filter: { keys: [...keys] },
        limit: keys.length,
      });
      return new Map(
        page.rows.flatMap(row => {
          const size = pictureSize(row, page);
          return size ? [[row.key, size] as const] : [];
        }),
      );
    },
    [api, version.id, asks, keys.join('\n')],
    { keep: true },
  );
  return sizes.state === 'ready' ? sizes.value : new Map();
}
