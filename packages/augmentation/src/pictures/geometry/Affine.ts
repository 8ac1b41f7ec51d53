/** From the left upper corner of a picture, in pixels; y points down. */
export type Point = readonly [x: number, y: number];

/** x' = a x + c y + e, y' = b x + d y + f: the order of SVG and canvas. */
export type Affine = readonly [
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
];

export const IDENTITY: Affine = [1, 0, 0, 1, 0, 0];

export function moved([a, b, c, d, e, f]: Affine, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** First the one, then the other. */
export function followedBy(first: Affine, then: Affine): Affine {
  const [a, b, c, d, e, f] = first;
  const [p, q, r, s, t, u] = then;
  return [
    p * a + r * b,
    q * a + s * b,
    p * c + r * d,
    q * c + s * d,
    p * e + r * f + t,
    q * e + s * f + u,
  ];
}

/** @throws RangeError where it maps a plane on a line */
export function inverseOf([a, b, c, d, e, f]: Affine): Affine {
  const scale = determinantOf([a, b, c, d, e, f]);
  if (scale === 0)
    throw new RangeError('A picture of no width or height has no inverse.');
  const [p, q, r, s] = [d / scale, -b / scale, -c / scale, a / scale];
  return [p, q, r, s, -(p * e + r * f), -(q * e + s * f)];
}

/** By how much areas grow; below 0 where left and right change places. */
export function determinantOf([a, b, c, d]: Affine): number {
  return a * d - b * c;
}
