import { COLOUR_SIDE, GREY_SIDE, type PictureLook } from '@greenroom/dataset';

/** The form of a picture counts as much as so many pixels squared. */
const ASPECT_WEIGHT = 4;

/** Numbers of a `pictureVector`. */
export const PICTURE_VECTOR_COLUMNS = GREY_SIDE ** 2 + 3 * COLOUR_SIDE ** 2 + 1;

/** A picture as numbers: 16 x 16 pixels of grey, 4 x 4 of colour, and how wide it is for its height. */
export function pictureVector({
  grey,
  colours,
  width,
  height,
}: Pick<PictureLook, 'grey' | 'colours' | 'width' | 'height'>): Float32Array {
  const values = new Float32Array(PICTURE_VECTOR_COLUMNS);
  const all = [...grey, ...colours];
  all.forEach((value, i) => {
    values[i] = value / 255;
  });
  values[all.length] = ASPECT_WEIGHT * Math.log(width / height);
  return values;
}
