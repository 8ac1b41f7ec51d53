import type { ColumnDrift } from './ColumnDrift';

/** One figure a column, as `data diff` prints it. */
export type DriftSummary = {
  readonly column: string;
  /** Population stability index for numbers, Jensen-Shannon distance for categories. */
  readonly measure: 'psi' | 'jensen-shannon';
  readonly value: number;
  /** Rows with a value, before and after. */
  readonly from: number;
  readonly to: number;
  /** The lesser of them. */
  readonly n: number;
  readonly comparedBy: ColumnDrift['comparedBy'];
  readonly effect: ColumnDrift['effect'];
  readonly verdict: ColumnDrift['verdict'];
};

/** The most telling figure of each column, with the effect size that decided its verdict. */
export function summariseDrift(
  columns: readonly ColumnDrift[],
): DriftSummary[] {
  return columns.map(found => {
    const measure = found.kind === 'number' ? 'psi' : 'jensen-shannon';
    return {
      column: found.column,
      measure,
      value: found.measures.find(each => each.measure === measure)?.value ?? 0,
      from: found.n.from,
      to: found.n.to,
      n: Math.min(found.n.from, found.n.to),
      comparedBy: found.comparedBy,
      effect: found.effect,
      verdict: found.verdict,
    };
  });
}
