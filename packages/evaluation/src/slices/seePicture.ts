import { pictureLook } from '@greenroom/dataset';
import { type ImageFeatures, imageFeatures } from '@greenroom/error-analysis';
import { pictureVector } from './clusters/pictureVector';

/** What is read off an encoded picture. */
export type SeenPicture = {
  /** Its colours at 64 x 64 pixels. */
  readonly features: ImageFeatures;
  /** What it is compared with others by. */
  readonly vector: Float32Array;
};

/** Looks at an encoded picture (PNG, JPEG, WebP); undefined where it cannot be decoded. */
export async function seePicture(
  bytes: Uint8Array,
): Promise<SeenPicture | undefined> {
  try {
    const look = await pictureLook(bytes);
    const { width, height, small } = look;
    const seen = imageFeatures(small.pixels, { ...small, channels: 3 });
    return {
      features: { ...seen, width, height, aspect: width / height },
      vector: pictureVector(look),
    };
  } catch {
    // A stranger's picture: what cannot be decoded has no features, its row stays.
    return undefined;
  }
}
