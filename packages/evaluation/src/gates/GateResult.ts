import type { Gate } from '@greenroom/manifest';
import type { Difference } from '../metrics/between/compareSamples';
import type { Figure } from '../metrics/intervals/Figure';

export type GateResult = Gate & {
  /** Absent where the run did not measure it; of a gate on slices that of the worst. */
  readonly value?: number;
  readonly passed: boolean;
  /** A refused gate has not passed: these rows could not tell. */
  readonly outcome: 'passed' | 'failed' | 'refused';
  readonly reason: string;
};

/** One bound of a gate, held against a figure. */
export type BoundResult = Pick<GateResult, 'outcome' | 'reason'>;

/** The run that a fall is measured against. */
export type Baseline = {
  /** As a reason names it, e.g. "digit-reader 2.0.0". */
  readonly name: string;
  /** This run minus that one, on the rows of both. */
  readonly differences: Readonly<Record<string, Difference>>;
};

/** Accuracy on the rows of one class, with one value of a declared column, or that meet the conditions of a gate. */
export type MeasuredSlice = {
  readonly of: 'class' | 'column' | 'conditions';
  /** Of conditions: all of them, in words. */
  readonly feature: string;
  readonly value: string;
  readonly accuracy: Figure;
  /** Against the baseline, where there is one. */
  readonly difference?: Difference;
};
