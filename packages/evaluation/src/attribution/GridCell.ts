/** Taken once: a global is looked up at each call where code runs in a context of its own. */
const { isNaN: isMissing } = Number;

/**
 * One cell of the grid: the metric over a sample of rows.
 *
 * @param weights - by kind of row: how many of it were drawn
 * @returns NaN where none of the cell's rows was drawn
 */
export type GridCell = (weights: ArrayLike<number>) => number;

/** Rows (or kinds of rows) of the union of both versions as one cell sees them; -1 where it has no such row. */
export type CellRows = {
  /** Index of the class. */
  readonly given: Int32Array;
  readonly predicted: Int32Array;
};

/** Share of rows whose class was predicted. */
export function accuracyCell({ given, predicted }: CellRows): GridCell {
  return weights => {
    let rows = 0;
    let right = 0;
    for (let i = 0; i < given.length; i++) {
      if (given[i] < 0) continue;
      rows += weights[i];
      if (given[i] === predicted[i]) right += weights[i];
    }
    return right / rows;
  };
}

/** Mean of F1 over the classes that were given or predicted (van Rijsbergen 1979, beta 1). */
export function macroF1Cell(
  { given, predicted }: CellRows,
  classes: number,
): GridCell {
  const [right, said, meant] = [0, 1, 2].map(() => new Float64Array(classes));
  return weights => {
    for (const counts of [right, said, meant]) counts.fill(0);
    for (let i = 0; i < given.length; i++) {
      if (given[i] < 0) continue;
      meant[given[i]] += weights[i];
      said[predicted[i]] += weights[i];
      if (given[i] === predicted[i]) right[given[i]] += weights[i];
    }
    let sum = 0;
    let met = 0;
    for (let k = 0; k < classes; k++) {
      if (meant[k] + said[k] === 0) continue;
      met++;
      sum += (2 * right[k]) / (meant[k] + said[k]);
    }
    return sum / met;
  };
}

/**
 * Mean of a figure a row, such as the loss.
 *
 * @param scores - by row of the union; NaN where the cell has no such row
 */
export function meanCell(scores: Float64Array): GridCell {
  return weights => {
    let rows = 0;
    let sum = 0;
    for (let i = 0; i < scores.length; i++) {
      if (isMissing(scores[i])) continue;
      rows += weights[i];
      sum += weights[i] * scores[i];
    }
    return sum / rows;
  };
}
