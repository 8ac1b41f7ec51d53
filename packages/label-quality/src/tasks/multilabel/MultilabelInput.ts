/** Given labels of rows that may belong to several classes, and a model's word on them. */
export type MultilabelInput = {
  /** n x classes, row-major: 1 where the row is labelled with the class, else 0. */
  readonly labels: Uint8Array;
  /** n x classes probabilities that the class applies, row-major, out-of-sample; rows need not sum to one. */
  readonly predProbs: Float64Array;
  readonly classes: number;
};

/** One class against the rest, as a question of two classes: 0 does not apply, 1 applies. */
export type ClassColumn = {
  readonly labels: Int32Array;
  readonly predProbs: Float64Array;
  readonly classes: 2;
};

/**
 * Checks labels and probabilities.
 *
 * @returns the number of rows
 * @throws RangeError naming row and column of a value that cannot be used
 */
export function checkMultilabelInput(input: MultilabelInput): number {
  const { labels, predProbs, classes: k } = input;
  if (k < 1) throw new RangeError('There are no classes.');
  if (labels.length === 0) throw new RangeError('There are no rows.');
  if (labels.length !== predProbs.length || labels.length % k !== 0) {
    throw new RangeError(
      `There are ${labels.length / k} rows of labels and ${
        predProbs.length / k
      } rows of ${k} probabilities. Join them by key first.`,
    );
  }
  for (let at = 0; at < labels.length; at++) {
    const place = () => `Row ${Math.floor(at / k)}, column ${at % k}`;
    if (labels[at] > 1) {
      throw new RangeError(
        `${place()}: the label is ${labels[at]}; it must be 0 or 1.`,
      );
    }
    if (!(predProbs[at] >= 0 && predProbs[at] <= 1)) {
      throw new RangeError(`${place()}: ${predProbs[at]} is no probability.`);
    }
  }
  return labels.length / k;
}

/** One class of a checked input against the rest. */
export function classColumn(
  { labels, predProbs, classes: k }: MultilabelInput,
  column: number,
): ClassColumn {
  const n = labels.length / k;
  const given = new Int32Array(n);
  const binary = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const p = predProbs[i * k + column];
    given[i] = labels[i * k + column];
    binary[2 * i] = 1 - p;
    binary[2 * i + 1] = p;
  }
  return { labels: given, predProbs: binary, classes: 2 };
}
