import type { Pixels } from '@greenroom/dataset';

export type Interpolation = 'nearest' | 'bilinear' | 'bicubic';

/** Weights are whole numbers of 2^-22, as in Pillow, whose sums fit into 32 bits. */
const PRECISION_BITS = 22;

/** A filter and how far it reaches, in source pixels. */
const FILTERS = {
  bilinear: { reach: 1, at: (x: number) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { reach: 2, at: cubic },
} as const;

/** Keys (1981), eq. 15, with a = -0.5. */
function cubic(x: number): number {
  const a = -0.5;
  const t = Math.abs(x);
  if (t < 1) return ((a + 2) * t - (a + 3)) * t * t + 1;
  return t < 2 ? (((t - 5) * t + 8) * t - 4) * a : 0;
}

/**
 * Scales a picture as Pillow's `Image.resize` does (`Resample.c`), to the bit:
 * the filter is widened where the picture gets smaller, so that no pixel is
 * passed over; first along rows, then along columns, each rounded to bytes.
 * (The resizing of torch without `antialias` and that of OpenCV are others.)
 */
export function resample(
  picture: Pixels,
  width: number,
  height: number,
  interpolation: Interpolation,
): Pixels {
  if (interpolation === 'nearest') return nearest(picture, width, height);
  const filter = FILTERS[interpolation];
  const across =
    width === picture.width
      ? picture
      : pass(picture, width, weightsOf(picture.width, width, filter), 'across');
  return height === picture.height
    ? across
    : pass(across, height, weightsOf(picture.height, height, filter), 'down');
}

type Weights = {
  /** First source pixel of each target pixel. */
  readonly from: Int32Array;
  readonly of: readonly Int32Array[];
};

function weightsOf(
  size: number,
  wanted: number,
  { reach, at }: (typeof FILTERS)[keyof typeof FILTERS],
): Weights {
  const scale = size / wanted;
  const widening = Math.max(1, scale);
  const support = reach * widening;
  const from = new Int32Array(wanted);
  const of = Array.from({ length: wanted }, (_, target) => {
    const centre = (target + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const last = Math.min(size, Math.trunc(centre + support + 0.5));
    from[target] = first;
    const weights = Array.from({ length: last - first }, (_each, i) =>
      at((i + first - centre + 0.5) / widening),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return Int32Array.from(weights, weight =>
      Math.trunc(
        (weight / sum) * 2 ** PRECISION_BITS + (weight < 0 ? -0.5 : 0.5),
      ),
    );
  });
  return { from, of };
}

/** One pass of a separable filter. */
function pass(
  { width, height, channels, values }: Pixels,
  wanted: number,
  weights: Weights,
  direction: 'across' | 'down',
): Pixels {
  const isAcross = direction === 'across';
  const [outWidth, outHeight] = isAcross ? [wanted, height] : [width, wanted];
  const out = new Uint8Array(outWidth * outHeight * channels);
  const step = isAcross ? channels : width * channels;
  let to = 0;
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      const target = isAcross ? x : y;
      const kernel = weights.of[target];
      const start = isAcross
        ? (y * width + weights.from[target]) * channels
        : (weights.from[target] * width + x) * channels;
      for (let c = 0; c < channels; c++) {
        let sum = 2 ** (PRECISION_BITS - 1);
        for (let i = 0; i < kernel.length; i++)
          sum += values[start + c + i * step] * kernel[i];
        out[to++] = Math.min(255, Math.max(0, sum >> PRECISION_BITS));
      }
    }
  }
  return { width: outWidth, height: outHeight, channels, values: out };
}

function nearest(picture: Pixels, width: number, height: number): Pixels {
  const { channels, values } = picture;
  const out = new Uint8Array(width * height * channels);
  const place = (target: number, from: number, to: number) =>
    Math.floor(((target + 0.5) * from) / to);
  for (let y = 0; y < height; y++) {
    const row = place(y, picture.height, height) * picture.width;
    for (let x = 0; x < width; x++) {
      const from = (row + place(x, picture.width, width)) * channels;
      for (let c = 0; c < channels; c++)
        out[(y * width + x) * channels + c] = values[from + c];
    }
  }
  return { width, height, channels, values: out };
}
