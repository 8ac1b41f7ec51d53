import type { Pixels } from '@greenroom/dataset';

/**
 * The middle of a picture, as torchvision's CenterCrop cuts it (halves are
 * rounded to the even number).
 *
 * @throws Error where the picture is smaller
 */
export function cropCentre(
  picture: Pixels,
  width: number,
  height: number,
): Pixels {
  if (picture.width < width || picture.height < height) {
    throw new Error(
      `the picture has ${picture.width} x ${picture.height} pixels, fewer than the ${width} x ${height} that are cut out. Resize it first.`,
    );
  }
  const { channels } = picture;
  const left = halfToEven(picture.width - width);
  const top = halfToEven(picture.height - height);
  const values = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * channels;
    values.set(
      picture.values.subarray(from, from + width * channels),
      y * width * channels,
    );
  }
  return { width, height, channels, values };
}

/** Half of it, as Python's `round` rounds. */
function halfToEven(margin: number): number {
  const half = Math.floor(margin / 2);
  return margin % 2 === 1 && half % 2 === 1 ? half + 1 : half;
}
