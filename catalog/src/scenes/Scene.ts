import { type Digit, digits } from '../digits';
import { draw } from '../draw';

/** In pixels of the picture, from its upper left corner. */
export type SceneBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** One digit where it stands. */
export type PlacedDigit = {
  readonly truth: number;
  /** Around its ink. */
  readonly box: SceneBox;
  /** Digits of one number, which touch, have the same; counted in the picture. */
  readonly number: number;
};

/** A small form with 3 to 7 real digits on it. */
export type Scene = {
  readonly id: number;
  /** File name. */
  readonly name: string;
  readonly split: 'train' | 'test';
  /** SCENE_SIDE x SCENE_SIDE bytes, row-major, 255 is ink. */
  readonly ink: Uint8Array;
  readonly digits: readonly PlacedDigit[];
};

/** Square, in pixels. */
export const SCENE_SIDE = 144;
/** Ink above this is seen as ink; the ruled lines are fainter. */
export const VISIBLE_INK = 96;

const SCENES = 240;
const TRAIN_SCENES = 180;
const DIGIT_SIDE = 28;
const LEAST_DIGITS = 3;
const MOST_DIGITS = 7;
/** Where the ruled lines are, from the top. */
const LINES = [42, 84, 126] as const;
const RULE_INK = 40;
/** How far a digit stands above or below its line. */
const UNSTEADY = 3;
const MARGIN = 6;
/** Share of the numbers that have several digits; the digits of one touch. */
const NUMBERS_OF_SEVERAL = 0.3;
const MOST_OF_A_NUMBER = 3;

/** The digits of the split `validation`: no model reads them before. */
function pool(): readonly Digit[] {
  return digits().filter(({ split }) => split === 'validation');
}

let made: readonly Scene[] | undefined;

/** All scenes in the order of their ids; composed by a seeded rule. */
export function scenes(): readonly Scene[] {
  made ??= compose();
  return made;
}

function compose(): Scene[] {
  const from = pool().values();
  return Array.from({ length: SCENES }, (_, i) => {
    const name = `form-${String(i + 1).padStart(3, '0')}.png`;
    const ink = ruledPaper();
    const wanted =
      LEAST_DIGITS +
      Math.floor(draw(name, 'digits') * (MOST_DIGITS - LEAST_DIGITS + 1));
    const placed: PlacedDigit[] = [];
    let number = 0;
    for (const [l, line] of LINES.entries()) {
      let x = MARGIN + Math.floor(12 * draw(name, 'indent', String(l)));
      const until = Math.ceil((wanted * (l + 1)) / LINES.length);
      while (placed.length < until) {
        const words = [name, String(number)];
        const length = Math.min(
          draw(...words, 'several') < NUMBERS_OF_SEVERAL ? MOST_OF_A_NUMBER : 1,
          until - placed.length,
        );
        for (let d = 0; d < length; d++) {
          const digit = from.next().value!;
          const sway = draw(...words, String(d), 'sway');
          const box = stamp(ink, digit, {
            x,
            bottom: line - 2 + Math.round((2 * sway - 1) * UNSTEADY),
          });
          placed.push({ truth: digit.truth, box, number });
          // The next digit of a number starts where this one ends.
          x = box.x + box.width;
        }
        x += 6 + Math.floor(8 * draw(...words, 'gap'));
        number++;
      }
    }
    return {
      id: i + 1,
      name,
      split: i < TRAIN_SCENES ? 'train' : 'test',
      ink,
      digits: placed,
    };
  });
}

function ruledPaper(): Uint8Array {
  const ink = new Uint8Array(SCENE_SIDE ** 2);
  for (const line of LINES)
    ink.fill(
      RULE_INK,
      line * SCENE_SIDE + MARGIN,
      (line + 1) * SCENE_SIDE - MARGIN,
    );
  return ink;
}

/** Puts a digit so that its ink starts at `x` and stands on `bottom`. */
function stamp(
  ink: Uint8Array,
  { pixels }: Digit,
  at: { readonly x: number; readonly bottom: number },
): SceneBox {
  const { x, y, width, height } = inkBox(pixels, DIGIT_SIDE);
  const [toX, toY] = [at.x - x, at.bottom - height + 1 - y];
  for (let row = 0; row < DIGIT_SIDE; row++) {
    for (let column = 0; column < DIGIT_SIDE; column++) {
      const [u, v] = [column + toX, row + toY];
      if (u < 0 || v < 0 || u >= SCENE_SIDE || v >= SCENE_SIDE) continue;
      const place = v * SCENE_SIDE + u;
      ink[place] = Math.max(ink[place], pixels[row * DIGIT_SIDE + column]);
    }
  }
  return { x: at.x, y: toY + y, width, height };
}

/** The box around all visible ink of a square picture. */
function inkBox(pixels: Uint8Array, side: number): SceneBox {
  const seen = [...pixels.keys()].filter(i => pixels[i] > VISIBLE_INK);
  const columns = seen.map(i => i % side);
  const rows = seen.map(i => Math.floor(i / side));
  const [x, y] = [Math.min(...columns), Math.min(...rows)];
  return {
    x,
    y,
    width: Math.max(...columns) - x + 1,
    height: Math.max(...rows) - y + 1,
  };
}

/** Where a box stands, as one text. */
export const placeOf = (name: string, { x, y }: SceneBox) =>
  `${name} ${x} ${y}`;
