import type { SliceTable } from '@greenroom/error-analysis';

const FEATURES = 500;
const VALUES = 4;
const ROWS = 100_000;
/** A tenth of the rows err; of those with the first value of both of these, half. */
const WEAK = [17, 423] as const;
const SHARE = 0.1;
const WEAK_SHARE = 0.5;

/** 500 features of four values each, 100,000 rows, and one weak slice of two predicates. */
export function wideTable(): SliceTable {
  let state = 1;
  // Marsaglia 2003, xorshift32.
  const draw = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const codes = Array.from({ length: FEATURES }, () =>
    Int32Array.from({ length: ROWS }, () => Math.floor(draw() * VALUES)),
  );
  const isWeak = (row: number) => WEAK.every(f => codes[f][row] === 0);
  return {
    codes,
    cardinalities: codes.map(() => VALUES),
    errors: Float64Array.from({ length: ROWS }, (_, row) =>
      draw() < (isWeak(row) ? WEAK_SHARE : SHARE) ? 1 : 0,
    ),
  };
}
