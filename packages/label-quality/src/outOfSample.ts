/**
 * How a prediction came about: by a model that never saw the row, by one of the
 * folds the row is not in, or by a model that was trained on the row.
 */
export const PREDICTION_ORIGINS = [
  'out-of-sample',
  'out-of-fold',
  'trained-on',
] as const;
export type PredictionOrigin = (typeof PREDICTION_ORIGINS)[number];

/** Rows that an error names. */
const NAMED_ROWS = 5;

/** Scores were asked for on rows that their model was trained on. */
export class TrainedOnError extends Error {
  override readonly name = 'TrainedOnError';

  constructor(readonly rows: readonly number[]) {
    const [first, ...more] = rows;
    const others = more.slice(0, NAMED_ROWS - 1);
    super(
      `The model was trained on ${rows.length} of these rows (row ${[
        first,
        ...others,
      ].join(', ')}${
        rows.length > NAMED_ROWS ? ', …' : ''
      }) and would repeat their labels. Give out-of-fold predictions, or make some with a probe.`,
    );
  }
}

/**
 * Lets only predictions pass that can judge a label: a model that was trained on
 * a row has seen its label and agrees with itself.
 *
 * @param origins - one a row, or one for all rows
 * @throws TrainedOnError naming rows a model was trained on
 */
export function requireOutOfSample(
  origins: PredictionOrigin | readonly PredictionOrigin[],
): void {
  const all = typeof origins === 'string' ? [origins] : origins;
  const rows = all.flatMap((origin, row) =>
    origin === 'trained-on' ? [row] : [],
  );
  if (rows.length > 0) throw new TrainedOnError(rows);
}
