/** A grey picture, row by row, 0 to 255. */
export type Grey = {
  readonly width: number;
  readonly height: number;
  readonly pixels: ArrayLike<number>;
};

/** A picture scaled to another size: every pixel the mean of the area that it covers. */
export function resample(
  { width, height, pixels }: Grey,
  toWidth: number,
  toHeight: number,
): Float64Array {
  const out = new Float64Array(toWidth * toHeight);
  for (let y = 0; y < toHeight; y++) {
    const rows = overlaps(y, height, toHeight);
    for (let x = 0; x < toWidth; x++) {
      let sum = 0;
      let weight = 0;
      for (const [row, high] of rows) {
        for (const [column, wide] of overlaps(x, width, toWidth)) {
          sum += pixels[row * width + column] * high * wide;
          weight += high * wide;
        }
      }
      out[y * toWidth + x] = sum / weight;
    }
  }
  return out;
}

/** Source pixels below the target pixel, each with the share of it that lies there. */
function overlaps(target: number, from: number, to: number) {
  const start = (target * from) / to;
  const end = ((target + 1) * from) / to;
  const found: [number, number][] = [];
  for (let i = Math.floor(start); i < Math.min(from, Math.ceil(end)); i++)
    found.push([i, Math.min(end, i + 1) - Math.max(start, i)]);
  return found;
}

/**
 * The difference hash of a picture (dHash; Krawetz 2013): scaled to nine by
 * eight, whether each pixel is darker than its right neighbour. A picture that
 * is scaled, re-encoded or made brighter keeps most of its 64 bits.
 *
 * @returns two numbers of 32 bits
 */
export function differenceHash(picture: Grey): [number, number] {
  const small = resample(picture, 9, 8);
  const hash: [number, number] = [0, 0];
  for (let bit = 0; bit < 64; bit++) {
    const at = Math.floor(bit / 8) * 9 + (bit % 8);
    if (small[at] < small[at + 1]) hash[bit >>> 5] |= 1 << (bit & 31);
  }
  return [hash[0] >>> 0, hash[1] >>> 0];
}

/** Bits that differ. */
export function hammingDistance(a: number, b: number): number {
  let x = a ^ b;
  x -= (x >>> 1) & 0x55555555;
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * How alike two small pictures of one size are, 0 to 1: one less the difference
 * of their pixels as a share of their contrast, brightness put aside (the measure
 * of Bray and Curtis 1957 over distances from the mean). A picture without
 * contrast is like none.
 */
export function pictureSimilarity(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): number {
  const meanA = meanOf(a);
  const meanB = meanOf(b);
  let difference = 0;
  let contrast = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] - meanA;
    const y = b[i] - meanB;
    difference += Math.abs(x - y);
    contrast += Math.abs(x) + Math.abs(y);
  }
  return contrast === 0 ? 0 : 1 - difference / contrast;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
