/** Rows and the sum of their errors. */
type Sums = { readonly size: number; readonly sumError: number };

/** Rows that two runs have in common, in the same group in both. */
export type SharedRows = {
  readonly size: number;
  /** Sum of (error after - error before) over those whose label and inputs stayed, and over those with another label. */
  readonly keptChange: number;
  readonly relabelledChange: number;
};

/** Of a change of the average error what the model made, and what the data: labels, and rows that came, went or were edited. They sum to it. */
export type ChangeParts = {
  readonly model: number;
  readonly labels: number;
  readonly rows: number;
};

/**
 * Parts the change of a group's average error. With S the rows of both runs,
 *
 *     after - before = (after(S) - before(S)) + ((after - after(S)) - (before - before(S)))
 *
 * the first of which the model made on rows whose label and inputs stayed,
 * labels on those with another one, and edits on the rest; the second is what
 * rows that came and went moved.
 *
 * @returns undefined where a run has no row of the group
 */
export function partsOfChange(
  before: Sums,
  after: Sums,
  shared: SharedRows,
): ChangeParts | undefined {
  if (before.size === 0 || after.size === 0) return undefined;
  const change = after.sumError / after.size - before.sumError / before.size;
  const of = (sum: number) => (shared.size === 0 ? 0 : sum / shared.size);
  const model = of(shared.keptChange);
  const labels = of(shared.relabelledChange);
  return { model, labels, rows: change - model - labels };
}
