/** A line through rows: what each input adds, and what is there without. */
export type Line = {
  readonly weights: readonly number[];
  readonly bias: number;
};

/** The line with the least squared errors, by its normal equations and Gauss's elimination. */
export function leastSquares(
  inputs: readonly (readonly number[])[],
  outputs: readonly number[],
): Line {
  const rows = inputs.map(row => [...row, 1]);
  const width = rows[0].length;
  const system = Array.from({ length: width }, (_, a) => [
    ...Array.from({ length: width }, (__, b) =>
      rows.reduce((sum, row) => sum + row[a] * row[b], 0),
    ),
    rows.reduce((sum, row, i) => sum + row[a] * outputs[i], 0),
  ]);
  for (let a = 0; a < width; a++) {
    const pivot = system[a].map(value => value / system[a][a]);
    system[a] = pivot;
    for (let b = 0; b < width; b++) {
      if (b === a) continue;
      const factor = system[b][a];
      system[b] = system[b].map((value, at) => value - factor * pivot[at]);
    }
  }
  const solved = system.map(row => row[width]);
  return { weights: solved.slice(0, -1), bias: solved[width - 1] };
}
