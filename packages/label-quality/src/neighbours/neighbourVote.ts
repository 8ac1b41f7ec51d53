import type { NeighbourGraph } from './NeighbourGraph';

/**
 * What the neighbours of a row say of its label: the share of them that has
 * each class. The row itself has no vote, so these are out-of-sample
 * probabilities, fit for `findLabelIssues` (cleanlab Datalab's label check from
 * features).
 *
 * @param labels - class index of each row
 * @returns rows x classes shares, row-major
 * @throws RangeError where a label is outside the classes or rows are missing
 */
export function neighbourVote(
  { rows, k, neighbours }: NeighbourGraph,
  labels: Int32Array,
  classes: number,
): Float64Array {
  if (labels.length !== rows)
    throw new RangeError(
      `There are ${labels.length} labels for ${rows} rows of features. Join them by key first.`,
    );
  const outside = labels.findIndex(label => label < 0 || label >= classes);
  if (outside >= 0)
    throw new RangeError(
      `Row ${outside} has label ${labels[outside]}; classes go from 0 to ${
        classes - 1
      }.`,
    );
  const votes = new Float64Array(rows * classes);
  for (let i = 0; i < rows * k; i++)
    votes[Math.floor(i / k) * classes + labels[neighbours[i]]]++;
  return votes.map(count => count / k);
}
