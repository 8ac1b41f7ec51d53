/** Which rows have an error; in memory that threads can share. */
export type ErrorFlags = {
  /** 1 of each row that has one, 0 of the others. */
  readonly of: Uint8Array;
  readonly erring: number;
  /** Whether each error is 0 or 1. */
  readonly kind: 'zero-one' | 'real';
};

/** @throws RangeError for an error that is below 0 or no number */
export function flagErrors(errors: Float64Array): ErrorFlags {
  const flags = new Uint8Array(new SharedArrayBuffer(errors.length));
  let erring = 0;
  let ones = 0;
  for (let row = 0; row < errors.length; row++) {
    const error = errors[row];
    if (!(error >= 0) || error === Infinity) {
      throw new RangeError(
        `Row ${row} has error ${error}; errors are numbers from 0 up.`,
      );
    }
    if (error === 0) continue;
    flags[row] = 1;
    erring++;
    if (error === 1) ones++;
  }
  return { of: flags, erring, kind: ones === erring ? 'zero-one' : 'real' };
}
