/** Of fewer values the counts of the radix sort take longer than comparisons. */
const LEAST_RADIX = 1_024;

/** Indices of finite values from the highest down; of equal values the first stands first. */
export function fallingOrder(values: ArrayLike<number>): Uint32Array {
  const start = indices(values.length);
  return values.length < LEAST_RADIX
    ? start.sort((a, b) => values[b] - values[a] || a - b)
    : radixOrder(bitsOf(values, -1), start);
}

/** Indices of finite values from the lowest up; equal values stand by their unit, then by index. */
export function risingOrder(
  values: ArrayLike<number>,
  units: ArrayLike<number>,
): Uint32Array {
  const start = indices(values.length);
  return values.length < LEAST_RADIX
    ? start.sort(
        (a, b) => values[a] - values[b] || units[a] - units[b] || a - b,
      )
    : radixOrder([Uint32Array.from(units), ...bitsOf(values, 1)], start);
}

const SIGN = 0x8000_0000;

/**
 * Numbers as 64 bits that sort as whole numbers do, the lower half first: the
 * bits of a double rise with it once its sign is turned, and all others of a
 * negative one (Terdiman 2000). Zero and its negative are equal.
 */
function bitsOf(
  values: ArrayLike<number>,
  direction: 1 | -1,
): readonly Uint32Array[] {
  const double = new Float64Array(1);
  const halves = new Uint32Array(double.buffer);
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    double[0] = values[i] === 0 ? 0 : direction * values[i];
    // The upper half stands second: all builds of Node that ONNX Runtime has are little-endian.
    const upper = halves[1];
    const turned = upper >= SIGN ? 0xffff_ffff : 0;
    low[i] = halves[0] ^ turned;
    high[i] = upper ^ (turned || SIGN);
  }
  return [low, high];
}

/** Passes of 11 bits: a count of 2,048 stays in the fastest cache. */
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/**
 * A stable radix sort (Knuth 1973, 5.2.5) of indices by 32-bit words, the least
 * significant first; digits that all values share cost one reading.
 */
function radixOrder(
  words: readonly Uint32Array[],
  start: Uint32Array,
): Uint32Array {
  let from = start;
  let into: Uint32Array = new Uint32Array(start.length);
  for (const word of words) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      const places = new Uint32Array(DIGITS + 1);
      for (let i = 0; i < word.length; i++)
        places[((word[i] >>> shift) & (DIGITS - 1)) + 1]++;
      if (places.includes(word.length)) continue;
      for (let d = 0; d < DIGITS; d++) places[d + 1] += places[d];
      for (let at = 0; at < from.length; at++) {
        const i = from[at];
        into[places[(word[i] >>> shift) & (DIGITS - 1)]++] = i;
      }
      [from, into] = [into, from];
    }
  }
  return from;
}

function indices(n: number): Uint32Array {
  const all = new Uint32Array(n);
  for (let i = 0; i < n; i++) all[i] = i;
  return all;
}
