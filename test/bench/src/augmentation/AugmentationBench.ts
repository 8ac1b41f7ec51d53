/** What each part of the bench of augmentation is given. */
export type AugmentationBench = {
  readonly folder: string;
  /** That has imbalanced-learn. */
  readonly python: string | undefined;
  /** Of the larger table, and pictures of the larger lot. */
  readonly rows: number;
  readonly pictures: number;
};
