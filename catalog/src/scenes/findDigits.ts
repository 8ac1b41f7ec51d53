import { SCENE_SIDE, type SceneBox, VISIBLE_INK } from './Scene';

/** Something that looks like one digit, with its ink alone. */
export type FoundDigit = {
  readonly box: SceneBox;
  /** box.width x box.height bytes, row-major. */
  readonly ink: Uint8Array;
};

/** Less ink is a speck. */
const LEAST_PIXELS = 8;
/** No single digit is wider; what is wider are several that touch. */
const MOST_WIDTH = 22;
/** Where touching digits are cut: not so near to an edge, in parts of the width. */
const CUT_FROM = 0.25;
/** Pieces of a broken stroke stand over one another, at most so far apart. */
const BROKEN_GAP = 3;
const BROKEN_OVERLAP = 0.5;

/**
 * Finds digits as pieces of connected ink (eight neighbours). Pieces one above
 * the other are one digit with a broken stroke; a piece too wide for a digit is
 * cut where its ink is thinnest.
 *
 * @param ink - SCENE_SIDE x SCENE_SIDE
 */
export function findDigits(ink: Uint8Array): FoundDigit[] {
  return mended(components(ink))
    .flatMap(pixels => cut(pixels, ink))
    .filter(pixels => pixels.length >= LEAST_PIXELS)
    .map(pixels => {
      const box = boxOf(pixels);
      const own = new Uint8Array(box.width * box.height);
      for (const i of pixels) {
        const [x, y] = placeOf(i);
        own[(y - box.y) * box.width + x - box.x] = ink[i];
      }
      return { box, ink: own };
    })
    .sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
}

function placeOf(i: number): [x: number, y: number] {
  return [i % SCENE_SIDE, Math.floor(i / SCENE_SIDE)];
}

function components(ink: Uint8Array): number[][] {
  const isSeen = new Uint8Array(ink.length);
  const found: number[][] = [];
  for (let start = 0; start < ink.length; start++) {
    if (isSeen[start] || ink[start] <= VISIBLE_INK) continue;
    isSeen[start] = 1;
    const pixels = [start];
    for (const i of pixels) {
      const [x, y] = placeOf(i);
      for (
        let v = Math.max(0, y - 1);
        v <= Math.min(SCENE_SIDE - 1, y + 1);
        v++
      )
        for (
          let u = Math.max(0, x - 1);
          u <= Math.min(SCENE_SIDE - 1, x + 1);
          u++
        ) {
          const j = v * SCENE_SIDE + u;
          if (isSeen[j] || ink[j] <= VISIBLE_INK) continue;
          isSeen[j] = 1;
          pixels.push(j);
        }
    }
    found.push(pixels);
  }
  return found;
}

/** Joins the pieces of broken strokes. */
function mended(pieces: readonly number[][]): number[][] {
  const whole: number[][] = [];
  for (const piece of pieces) {
    const at = whole.findIndex(other => isBroken(boxOf(other), boxOf(piece)));
    if (at < 0) whole.push(piece);
    else whole[at] = [...whole[at], ...piece];
  }
  return whole;
}

function isBroken(a: SceneBox, b: SceneBox): boolean {
  const [above, below] = a.y <= b.y ? [a, b] : [b, a];
  const overlap = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  return (
    below.y - (above.y + above.height) <= BROKEN_GAP &&
    overlap >= BROKEN_OVERLAP * Math.min(a.width, b.width) &&
    Math.max(a.x + a.width, b.x + b.width) - Math.min(a.x, b.x) <= MOST_WIDTH
  );
}

function cut(pixels: readonly number[], ink: Uint8Array): number[][] {
  const box = boxOf(pixels);
  if (box.width <= MOST_WIDTH) return [[...pixels]];
  const sums = new Float64Array(box.width);
  for (const i of pixels) sums[placeOf(i)[0] - box.x] += ink[i];
  const from = Math.ceil(CUT_FROM * box.width);
  let thinnest = from;
  for (let column = from; column < box.width - from; column++)
    if (sums[column] < sums[thinnest]) thinnest = column;
  const isLeft = (i: number) => placeOf(i)[0] - box.x < thinnest;
  return [pixels.filter(isLeft), pixels.filter(i => !isLeft(i))].flatMap(part =>
    cut(part, ink),
  );
}

function boxOf(pixels: readonly number[]): SceneBox {
  const places = pixels.map(placeOf);
  const [x, y] = [0, 1].map(axis => Math.min(...places.map(at => at[axis])));
  const [right, bottom] = [0, 1].map(axis =>
    Math.max(...places.map(at => at[axis])),
  );
  return { x, y, width: right - x + 1, height: bottom - y + 1 };
}
