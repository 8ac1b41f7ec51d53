import type {
  Row,
  RowPage,
} from '@greenroom/backstage-plugin-greenroom-common';

export type PictureSize = { width: number; height: number };

/**
 * Size in pixels of a row's picture, in which its boxes are measured: the row's
 * own, else the one all pictures have, else what its columns `width` and
 * `height` say, as annotations in the way of COCO do. Undefined where nobody says.
 */
export function pictureSize(row: Row, page: RowPage): PictureSize | undefined {
  const { width, height } = row.cells;
  const candidates = [
    row.picture,
    page.image,
    typeof width === 'number' && typeof height === 'number'
      ? { width, height }
      : undefined,
  ];
  return candidates.find(size => size && size.width > 0 && size.height > 0);
}
