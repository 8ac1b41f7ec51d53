import { normalisedEntropy } from './normalisedEntropy';

export type Ambiguity = {
  /** Normalised entropy of the model's prediction for each row. */
  readonly modelEntropy: Float64Array;
  /** The same of the annotators' votes; NaN where a row has none. */
  readonly annotatorEntropy?: Float64Array;
  /** Rows on which all that were asked are undecided, most undecided first. */
  readonly rows: number[];
  /** Pairs of classes between which they are undecided, most rows first. */
  readonly pairs: AmbiguousPair[];
};

/** A guideline to sharpen: two classes that these rows lie between. */
export type AmbiguousPair = {
  /** Ascending. */
  readonly classes: readonly [number, number];
  readonly rows: readonly number[];
};

/** Nats of somebody who gives two classes 80 and 20 %: enough where model and annotators both are. */
const UNDECIDED_TOGETHER = -(0.8 * Math.log(0.8) + 0.2 * Math.log(0.2));
/** Nats of a coin: asked of a model that nobody confirms, and whose small shares add up. */
const UNDECIDED_ALONE = Math.log(2);
/** The second likeliest class is at least half as likely as the first. */
const TORN_RATIO = 0.5;

/**
 * Ambiguity, which is not error: an erroneous row has one right label, and those
 * who are asked know it; on an ambiguous one they are undecided, and flipping
 * its label mends nothing, but a sharper guideline does. Where there are
 * annotators, a row counts when model and annotators are both undecided, so one
 * with fewer than two votes does not. The model alone must be as undecided as a
 * coin. In either case two classes must be near one another: doubt that is spread
 * thinly over all is the mark of a weak model, not of a guideline.
 *
 * @param question.predProbs - rows x classes probabilities, row-major, out-of-sample
 * @param question.votes - rows x classes counts of annotators, row-major
 * @throws RangeError where votes and probabilities differ in shape
 */
export function findAmbiguity(question: {
  readonly predProbs: Float64Array;
  readonly classes: number;
  readonly votes?: Float64Array;
}): Ambiguity {
  const { predProbs, classes, votes } = question;
  if (votes && votes.length !== predProbs.length)
    throw new RangeError(
      `There are ${votes.length / classes} rows of votes and ${
        predProbs.length / classes
      } of probabilities. Join them by key first.`,
    );
  const limit =
    (votes ? UNDECIDED_TOGETHER : UNDECIDED_ALONE) / Math.log(classes);
  const modelEntropy = normalisedEntropy(predProbs, classes);
  const annotatorEntropy = votes && normalisedEntropy(votes, classes);
  const doubt = (row: number) =>
    Math.min(modelEntropy[row], annotatorEntropy?.[row] ?? Infinity);
  const ends = (row: number) => likeliestTwo(row, predProbs, votes, classes);
  const rows = Array.from(modelEntropy.keys())
    .filter(row => doubt(row) >= limit && ends(row).ratio >= TORN_RATIO)
    .sort((a, b) => doubt(b) - doubt(a) || a - b);
  return {
    modelEntropy,
    annotatorEntropy,
    rows,
    pairs: pairsOf(rows, row => ends(row).classes),
  };
}

/** The two classes with most of the model's and of the annotators' shares together. */
function likeliestTwo(
  row: number,
  predProbs: Float64Array,
  votes: Float64Array | undefined,
  classes: number,
): { classes: [number, number]; ratio: number } {
  const from = row * classes;
  const cast = votes?.subarray(from, from + classes);
  const total = cast?.reduce((sum, count) => sum + count, 0) ?? 1;
  const share = (j: number) => predProbs[from + j] + (cast?.[j] ?? 0) / total;
  const [first, second] = Array.from({ length: classes }, (_, j) => j).sort(
    (a, b) => share(b) - share(a) || a - b,
  );
  return {
    classes: first < second ? [first, second] : [second, first],
    ratio: share(second) / share(first),
  };
}

function pairsOf(
  rows: readonly number[],
  pairOf: (row: number) => [number, number],
): AmbiguousPair[] {
  const pairs = new Map<
    string,
    { classes: [number, number]; rows: number[] }
  >();
  for (const row of rows) {
    const classes = pairOf(row);
    const pair = pairs.get(classes.join()) ?? { classes, rows: [] };
    pair.rows.push(row);
    pairs.set(classes.join(), pair);
  }
  return [...pairs.values()].sort(
    (a, b) =>
      b.rows.length - a.rows.length ||
      a.classes[0] - b.classes[0] ||
      a.classes[1] - b.classes[1],
  );
}
