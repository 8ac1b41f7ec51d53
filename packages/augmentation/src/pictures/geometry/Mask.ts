import { type Affine, inverseOf, moved } from './Affine';
import type { Size } from './Placement';
import type { Box } from './Polygon';

/** Which pixels of a picture are of an object: a byte each, row by row. */
export type Mask = Size & { readonly values: Uint8Array };

/** Run lengths as COCO has them: down the columns, beginning with pixels that are not of the object. */
export type RunLengths = {
  readonly size: readonly [height: number, width: number];
  readonly counts: readonly number[] | string;
};

/** @throws RangeError where the runs are more or fewer pixels than the size says */
export function maskOf({ size: [height, width], counts }: RunLengths): Mask {
  const values = new Uint8Array(width * height);
  const runs = typeof counts === 'string' ? runsOf(counts) : counts;
  let at = 0;
  runs.forEach((run, i) => {
    for (const end = at + run; at < end; at++)
      if (i % 2 === 1)
        values[(at % height) * width + Math.floor(at / height)] = 1;
  });
  if (at !== values.length)
    throw new RangeError(
      `The mask has runs of ${at} pixels; ${width} x ${height} are ${values.length}. Write its run lengths again.`,
    );
  return { width, height, values };
}

/** As plain counts. */
export function runLengthsOf({ width, height, values }: Mask): RunLengths {
  const counts: number[] = [];
  let [run, isObject] = [0, 0];
  for (let at = 0; at < values.length; at++) {
    const value = values[(at % height) * width + Math.floor(at / height)];
    if (value !== isObject) {
      counts.push(run);
      [run, isObject] = [0, value];
    }
    run++;
  }
  counts.push(run);
  return { size: [height, width], counts };
}

/** A mask where a picture was moved: each pixel is that of the place it comes from. */
export function movedMask(mask: Mask, matrix: Affine, size: Size): Mask {
  const back = inverseOf(matrix);
  const values = new Uint8Array(size.width * size.height);
  for (let row = 0; row < size.height; row++)
    for (let column = 0; column < size.width; column++) {
      const [x, y] = moved(back, [column + 0.5, row + 0.5]);
      const [from, of] = [Math.floor(x), Math.floor(y)];
      if (from >= 0 && from < mask.width && of >= 0 && of < mask.height)
        values[row * size.width + column] = mask.values[of * mask.width + from];
    }
  return { ...size, values };
}

export function pixelsIn({ values }: Mask): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The box around the pixels of the object; undefined where there is none. */
export function boxOfMask({ width, values }: Mask): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  values.forEach((value, at) => {
    if (value === 0) return;
    const [x, y] = [at % width, Math.floor(at / width)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  });
  if (right < 0) return undefined;
  return { x: left, y: top, width: right + 1 - left, height: bottom + 1 - top };
}

/** Six bits a character, from this one on. */
const FIRST_CHARACTER = 48;

/** COCO's compressed counts: numbers in digits of base 32 with a sign, from the third on as differences to the one before the last (cocoapi, maskApi.c). */
function runsOf(text: string): number[] {
  const runs: number[] = [];
  for (let at = 0; at < text.length; ) {
    let [value, shift, digit] = [0, 0, 0];
    do {
      digit = text.charCodeAt(at++) - FIRST_CHARACTER;
      value |= (digit & 0x1f) << shift;
      shift += 5;
    } while ((digit & 0x20) !== 0);
    if ((digit & 0x10) !== 0 && shift < 32) value |= -1 << shift;
    runs.push(runs.length > 2 ? value + runs[runs.length - 2] : value);
  }
  return runs;
}
