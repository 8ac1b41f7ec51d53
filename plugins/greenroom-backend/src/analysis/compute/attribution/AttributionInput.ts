/** Predictions of runs, all of them our own artifacts. */
export type AttributionInput = {
  readonly classes: readonly string[];
  /** The two models on the two data set versions; a file may stand for several. */
  readonly corners: {
    readonly [model in Side]: { readonly [data in Side]: string };
  };
  readonly changed: { readonly model: boolean; readonly data: boolean };
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

export type Side = 'old' | 'new';
export const SIDES: readonly Side[] = ['old', 'new'];
