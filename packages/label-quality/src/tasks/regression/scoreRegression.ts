import { median } from '../median';
import { outreScores } from './outreScores';

export const REGRESSION_SCORES = ['outre', 'residual', 'uncertainty'] as const;
export type RegressionScore = (typeof REGRESSION_SCORES)[number];

/** Given numbers and what a model predicts for the same rows, out-of-sample. */
export type RegressionInput = {
  readonly labels: Float64Array;
  readonly predictions: Float64Array;
  /** How unsure the model is of each row, in the unit of the labels; for `uncertainty` only. */
  readonly uncertainty?: Float64Array;
};

/** Kept from dividing by nothing (cleanlab's TINY_VALUE). */
const TINY = 1e-100;

/**
 * How right each number looks, from 0 (wrong) to 1 (right):
 *
 * - `outre`: how close the row lies to the others by its label and five times
 *   its residual, both standardised (Zhou, Pang, Mueller 2023, "Detecting errors
 *   in numerical data via any regression model"); costs n² distances
 * - `residual`: exp(-|prediction - label|); depends on the unit of the labels
 * - `uncertainty`: exp(-a / median(a)) with a = |prediction - label| /
 *   uncertainty (the same, eq. 2), of the uncertainty that is given
 *
 * @returns n scores
 * @throws RangeError naming the row of a value that cannot be used
 */
export function scoreRegression(
  input: RegressionInput & {
    readonly method?: RegressionScore;
    /** Called while the work goes on. */
    readonly onRows?: (rowsDone: number) => void;
  },
): Float64Array {
  checkRegressionInput(input);
  const { labels, predictions, method = 'outre' } = input;
  const residuals = predictions.map((value, i) => value - labels[i]);
  if (method === 'outre')
    return outreScores({ labels, residuals, onRows: input.onRows });
  if (method === 'residual')
    return residuals.map(residual => Math.exp(-Math.abs(residual)));
  const { uncertainty } = input;
  if (!uncertainty)
    throw new RangeError(
      'The score by uncertainty needs an uncertainty for each row.',
    );
  const adjusted = residuals.map((residual, i) =>
    Math.abs(residual / (uncertainty[i] + TINY)),
  );
  const scale = Math.max(median(adjusted), TINY);
  return adjusted.map(value => Math.exp(-value / scale));
}

/** @throws RangeError naming the row of a value that cannot be used */
function checkRegressionInput(input: RegressionInput): void {
  const { labels, predictions, uncertainty } = input;
  if (labels.length === 0) throw new RangeError('There are no rows.');
  const columns = Object.entries({ predictions, uncertainty });
  for (const [name, values] of columns) {
    if (values && values.length !== labels.length) {
      throw new RangeError(
        `There are ${labels.length} labels and ${values.length} of ${name}. Join them by key first.`,
      );
    }
  }
  labels.forEach((label, i) => {
    if (!Number.isFinite(label))
      throw new RangeError(`Row ${i}: the label ${label} is no number.`);
    if (!Number.isFinite(predictions[i]))
      throw new RangeError(
        `Row ${i}: the prediction ${predictions[i]} is no number.`,
      );
    if (uncertainty && !(uncertainty[i] >= 0))
      throw new RangeError(
        `Row ${i}: the uncertainty ${uncertainty[i]} is no number of at least 0.`,
      );
  });
}
