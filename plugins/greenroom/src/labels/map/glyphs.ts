/** At least 3:1 against the light and the dark surfaces of Backstage UI (WCAG 2.2, 1.4.11). */
const COLOURS = [
  '#3b7dd8',
  '#cc5a1e',
  '#1f8f63',
  '#c2459b',
  '#a07d10',
  '#7f6cd9',
  '#2f8fa3',
  '#d0484a',
] as const;

type Draw = (x: number, y: number, r: number) => string;

const polygon = (corners: readonly (readonly [number, number])[]): Draw => {
  return (x, y, r) =>
    `M${corners
      .map(
        ([dx, dy]) => `${(x + dx * r).toFixed(1)} ${(y + dy * r).toFixed(1)}`,
      )
      .join('L')}Z`;
};

/** A third of the arm of a plus. */
const ARM = 0.38;

/** Shapes of about the same area, as outlines around a place. */
const SHAPES: readonly Draw[] = [
  (x, y, r) =>
    `M${(x - r).toFixed(1)} ${y.toFixed(1)}a${r} ${r} 0 1 0 ${
      2 * r
    } 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
  polygon([
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ]),
  polygon([
    [0, -1.2],
    [1.15, 0.9],
    [-1.15, 0.9],
  ]),
  polygon([
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
  ]),
  polygon([
    [-ARM, -1.2],
    [ARM, -1.2],
    [ARM, -ARM],
    [1.2, -ARM],
    [1.2, ARM],
    [ARM, ARM],
    [ARM, 1.2],
    [-ARM, 1.2],
    [-ARM, ARM],
    [-1.2, ARM],
    [-1.2, -ARM],
    [-ARM, -ARM],
  ]),
  polygon([
    [0, 1.2],
    [1.15, -0.9],
    [-1.15, -0.9],
  ]),
];

/** How a class is drawn: by colour and by shape, 24 classes before both repeat. */
export type Glyph = { colour: string; draw: Draw };

export function glyphOf(classIndex: number): Glyph {
  return {
    colour: COLOURS[classIndex % COLOURS.length],
    draw: SHAPES[classIndex % SHAPES.length],
  };
}
