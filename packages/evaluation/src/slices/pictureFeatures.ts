import { pictureLook } from '@greenroom/dataset';
import { type ImageFeatures, imageFeatures } from '@greenroom/error-analysis';

/**
 * What can be read off an encoded picture (PNG, JPEG, WebP), its colours at 64 x
 * 64 pixels; undefined where it cannot be decoded.
 */
export async function pictureFeatures(
  bytes: Uint8Array,
): Promise<ImageFeatures | undefined> {
  try {
    const { width, height, small } = await pictureLook(bytes);
    const seen = imageFeatures(small.pixels, { ...small, channels: 3 });
    return { ...seen, width, height, aspect: width / height };
  } catch {
    // A stranger's picture: what cannot be decoded has no features, its row stays.
    return undefined;
  }
}
