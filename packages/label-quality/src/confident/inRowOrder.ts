/** Values of some rows, from the row they begin at. */
export type Piece<Values> = { readonly firstRow: number } & Values;

/** Pieces of a column put together in the order of their rows, whoever made them. */
export function inRowOrder<Values, Column extends Float64Array | Int32Array>(
  pieces: readonly Piece<Values>[],
  column: (piece: Piece<Values>) => Column,
  make: (length: number) => Column,
): Column {
  const sorted = [...pieces].sort((a, b) => a.firstRow - b.firstRow);
  const whole = make(
    sorted.reduce((length, piece) => length + column(piece).length, 0),
  );
  let at = 0;
  for (const piece of sorted) {
    whole.set(column(piece), at);
    at += column(piece).length;
  }
  return whole;
}

export const float64 = (length: number) => new Float64Array(length);
export const int32 = (length: number) => new Int32Array(length);
