/** One class against the others. */
export type ClassFigures = {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Rows that were given the class. */
  readonly support: number;
  /** Rows that were predicted to be of it. */
  readonly predicted: number;
};

/**
 * Precision, recall and F1 of each class; 0 where it is 0 / 0.
 *
 * @param counts - classes x classes, given by predicted
 */
export function classFigures(
  counts: ArrayLike<number>,
  classes: number,
): ClassFigures[] {
  return Array.from({ length: classes }, (_, j) => {
    let support = 0;
    let predicted = 0;
    for (let i = 0; i < classes; i++) {
      support += counts[j * classes + i];
      predicted += counts[i * classes + j];
    }
    const right = counts[j * classes + j];
    return {
      precision: predicted === 0 ? 0 : right / predicted,
      recall: support === 0 ? 0 : right / support,
      f1: support + predicted === 0 ? 0 : (2 * right) / (support + predicted),
      support,
      predicted,
    };
  });
}

/**
 * What follows from the confusion of several classes. Macro averages are over
 * the classes that are given or predicted at all (as scikit-learn), balanced
 * accuracy over those that are given; weighted averages weigh by rows given.
 *
 * @param counts - classes x classes, given by predicted
 */
export function averagesOf(
  counts: ArrayLike<number>,
  classes: number,
): Record<string, number> {
  const all = classFigures(counts, classes);
  const present = all.filter(
    ({ support, predicted }) => support + predicted > 0,
  );
  const given = all.filter(({ support }) => support > 0);
  const n = given.reduce((sum, { support }) => sum + support, 0);
  let right = 0;
  for (let j = 0; j < classes; j++) right += counts[j * classes + j];
  const macro = (of: (figures: ClassFigures) => number) =>
    meanOf(present, of, () => 1);
  const weighted = (of: (figures: ClassFigures) => number) =>
    meanOf(given, of, ({ support }) => support);
  const accuracy = right / n;
  return {
    accuracy,
    balancedAccuracy: meanOf(
      given,
      ({ recall }) => recall,
      () => 1,
    ),
    macroPrecision: macro(({ precision }) => precision),
    macroRecall: macro(({ recall }) => recall),
    macroF1: macro(({ f1 }) => f1),
    weightedPrecision: weighted(({ precision }) => precision),
    weightedRecall: weighted(({ recall }) => recall),
    weightedF1: weighted(({ f1 }) => f1),
    // With one class a row, each miss is a false alarm elsewhere: micro averages are the accuracy.
    microF1: accuracy,
    ...chanceCorrected(all, right, n),
  };
}

/** Kappa (Cohen 1960) and the correlation of several classes (Gorodkin 2004, eq. 8; 0 where one side has a single class). */
function chanceCorrected(
  all: readonly ClassFigures[],
  right: number,
  n: number,
): { kappa: number; mcc: number } {
  const sum = (of: (figures: ClassFigures) => number) =>
    all.reduce((total, figures) => total + of(figures), 0);
  const both = sum(({ support, predicted }) => support * predicted);
  const scale = Math.sqrt(
    (n * n - sum(({ predicted }) => predicted ** 2)) *
      (n * n - sum(({ support }) => support ** 2)),
  );
  return {
    kappa: (right * n - both) / (n * n - both),
    mcc: scale === 0 ? 0 : (right * n - both) / scale,
  };
}

function meanOf(
  list: readonly ClassFigures[],
  of: (figures: ClassFigures) => number,
  weightOf: (figures: ClassFigures) => number,
): number {
  let sum = 0;
  let whole = 0;
  for (const figures of list) {
    sum += weightOf(figures) * of(figures);
    whole += weightOf(figures);
  }
  return sum / whole;
}
