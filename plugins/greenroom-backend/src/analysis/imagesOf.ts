import type { DeclaredImage } from '@greenroom/dataset';
import type { DatasetManifest } from '@greenroom/manifest';

/** Columns of raw pixels. */
export function imagesOf({ columns = [] }: DatasetManifest): DeclaredImage[] {
  return columns.flatMap(({ name, type, width, height, channels }) =>
    type === 'image' && width !== undefined && height !== undefined
      ? [{ name, width, height, channels }]
      : [],
  );
}
