export type SpuriousCorrelation = {
  /** Share of rows whose label is told from the property alone, out-of-fold. */
  readonly accuracy: number;
  /** Share of the most frequent class. */
  readonly baseline: number;
  /** What is left to be told, of what the baseline leaves: 0 where the property tells all, 1 where nothing. */
  readonly score: number;
  readonly isSpurious: boolean;
};

/** cleanlab Datalab's default: below it the property gives the label away. */
export const SPURIOUS_THRESHOLD = 0.3;
const FOLDS = 5;
/** Added to variances, as a part of that of all rows (scikit-learn's default). */
const SMOOTHING = 1e-9;

/**
 * Whether a property that should not matter (brightness, size, source, length)
 * tells the label: a Gaussian naive Bayes classifier on it alone, in five
 * stratified folds (as cleanlab Datalab over scikit-learn), compared with always
 * naming the most frequent class.
 *
 * cleanlab 2.9 takes the number of that class, divided by the rows, for its
 * share; here it is the share.
 *
 * @param property - one value for each row
 * @param labels - class index of each row
 * @throws RangeError where values are missing or there are fewer rows than folds
 */
export function spuriousCorrelation(
  property: Float64Array,
  labels: Int32Array,
  classes: number,
): SpuriousCorrelation {
  const n = labels.length;
  if (property.length !== n)
    throw new RangeError(
      `There are ${property.length} values of the property for ${n} labels.`,
    );
  const bad = property.findIndex(value => !Number.isFinite(value));
  if (bad >= 0)
    throw new RangeError(
      `Row ${bad}: ${property[bad]} is no value of a property. Leave the row out.`,
    );
  return toldBy(labels, classes, isInside => {
    const predict = fit(property, labels, classes, isInside);
    return row => predict(property[row]);
  });
}

/**
 * The same of a property that is a name (a source, a camera, a person): what tells
 * is the most frequent class of each value in the other folds, the lowest of equals;
 * of a value that is not in them, that of all rows.
 *
 * @param property - a number for each value, from 0
 * @throws RangeError where there are fewer rows than folds
 */
export function spuriousCategory(
  property: Int32Array,
  labels: Int32Array,
  classes: number,
): SpuriousCorrelation {
  if (property.length !== labels.length)
    throw new RangeError(
      `There are ${property.length} values of the property for ${labels.length} labels.`,
    );
  const values = property.reduce((most, value) => Math.max(most, value), 0) + 1;
  return toldBy(labels, classes, isInside => {
    const counts = new Int32Array(values * classes);
    const all = new Int32Array(classes);
    labels.forEach((label, row) => {
      if (!isInside(row)) return;
      counts[property[row] * classes + label]++;
      all[label]++;
    });
    const likeliest = Int32Array.from({ length: values }, (_, value) => {
      const own = counts.subarray(value * classes, (value + 1) * classes);
      return mostFrequent(own.some(count => count > 0) ? own : all);
    });
    return row => likeliest[property[row]];
  });
}

function mostFrequent(counts: Int32Array): number {
  return counts.indexOf(Math.max(...counts));
}

/** How many labels a classifier tells in five stratified folds, beside naming the most frequent class. */
function toldBy(
  labels: Int32Array,
  classes: number,
  learn: (isInside: (row: number) => boolean) => (row: number) => number,
): SpuriousCorrelation {
  const n = labels.length;
  if (n < FOLDS)
    throw new RangeError(`There are ${n} rows for ${FOLDS} folds.`);
  const foldOf = stratifiedFolds(labels, classes);
  let accuracy = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const predict = learn(row => foldOf[row] !== fold);
    let right = 0;
    let held = 0;
    for (let row = 0; row < n; row++) {
      if (foldOf[row] !== fold) continue;
      held++;
      if (predict(row) === labels[row]) right++;
    }
    accuracy += held === 0 ? 0 : right / held / FOLDS;
  }
  const counts = new Int32Array(classes);
  for (const label of labels) counts[label]++;
  const baseline = Math.max(...counts) / n;
  // One class alone leaves nothing to tell.
  const score =
    baseline === 1 ? 1 : Math.min(1, (1 - accuracy) / (1 - baseline));
  return { accuracy, baseline, score, isSpurious: score < SPURIOUS_THRESHOLD };
}

/** Rows in their order, each class dealt out as scikit-learn's StratifiedKFold does. */
function stratifiedFolds(labels: Int32Array, classes: number): Int32Array {
  const rankOf = new Map<number, number>();
  for (const label of labels)
    if (!rankOf.has(label)) rankOf.set(label, rankOf.size);
  const ranks = Array.from(labels, label => rankOf.get(label)!);
  const sorted = Int32Array.from(ranks).sort();
  // How many rows of each class go to each fold: every fifth of the sorted ones.
  const room = Array.from({ length: FOLDS }, () => new Int32Array(classes));
  sorted.forEach((rank, i) => room[i % FOLDS][rank]++);
  return Int32Array.from(ranks, rank => {
    const fold = room.findIndex(left => left[rank] > 0);
    room[fold][rank]--;
    return fold;
  });
}

function fit(
  property: Float64Array,
  labels: Int32Array,
  classes: number,
  isInside: (row: number) => boolean,
): (value: number) => number {
  const rows = Array.from(labels.keys()).filter(isInside);
  const smoothing =
    SMOOTHING * momentsOf(rows.map(row => property[row])).variance;
  const densities = Array.from({ length: classes }, (_, label) => {
    const values = rows
      .filter(row => labels[row] === label)
      .map(row => property[row]);
    const { mean, variance } = momentsOf(values);
    return {
      mean,
      variance: variance + smoothing,
      prior: Math.log(values.length / rows.length),
    };
  });
  return value => {
    let best = -1;
    let highest = -Infinity;
    densities.forEach(({ mean, variance, prior }, label) => {
      if (prior === -Infinity) return;
      const apart = (value - mean) ** 2;
      const likelihood =
        prior -
        Math.log(2 * Math.PI * variance) / 2 -
        // A property that is the same in all rows has no spread.
        (apart === 0 ? 0 : apart / variance / 2);
      if (likelihood > highest) [best, highest] = [label, likelihood];
    });
    return best;
  };
}

function momentsOf(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, variance };
}
