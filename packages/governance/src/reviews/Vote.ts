import type { ReviewPredicate } from '../statement/ReviewStatement';

export type Decision = ReviewPredicate['decision'];

/** What one person decided. */
export type Vote = {
  /** Entity reference. */
  readonly person: string;
  readonly decision: Decision;
  /** A sentence each. */
  readonly conditions: readonly string[];
  /** ISO time. */
  readonly at: string;
};
