import type { AttributionFactor } from '@greenroom/backstage-plugin-greenroom-common';

/** Predictions of runs, all of them our own artifacts. */
export type AttributionInput = {
  /** Whether rows have a class each, or a number. */
  readonly tells: 'classes' | 'numbers';
  readonly classes: readonly string[];
  /** What changed, in the order in which it is told. */
  readonly factors: readonly AttributionFactor[];
  /** One of each combination; what did not change is the new one. A file may stand for several. */
  readonly runs: readonly RunOfGrid[];
  /** Of two classes the second counts from this probability on; absent: the more probable one. */
  readonly thresholds: { readonly [side in Side]?: number };
  /**
   * The new model on each data set version from the old one to the new, oldest
   * first, as far as there are runs.
   */
  readonly versions: readonly {
    readonly id: string;
    readonly name: string;
    readonly predictions: string;
  }[];
};

export type RunOfGrid = {
  readonly model: Side;
  readonly preprocessing: Side;
  readonly data: Side;
  readonly predictions: string;
};

export type Side = 'old' | 'new';
