import type { VectorFigures } from './sameVector';

/** `other_tasks.json`, as far as it is compared. */
export type TaskFixture = {
  readonly regression: {
    readonly bad: readonly number[];
    readonly residual: VectorFigures;
    readonly outre: VectorFigures;
  };
  readonly token: {
    readonly labels: readonly (readonly number[])[];
    readonly sentence_scores: readonly number[];
    readonly issues: readonly (readonly [number, number])[];
    readonly token_scores_first5: readonly (readonly number[])[];
  };
  readonly segmentation: {
    readonly image_scores: readonly number[];
    readonly issue_pixels_per_image: readonly number[];
  };
  readonly object_detection: {
    readonly labels: readonly {
      readonly bboxes: readonly (readonly number[])[];
      readonly labels: readonly number[];
    }[];
    readonly predictions: readonly (readonly (readonly number[])[][])[];
    readonly defects: Readonly<Record<string, string>>;
    readonly scores: readonly number[];
    readonly issues: readonly boolean[];
  };
};

/** What a comparison works with. */
export type TaskCase = {
  readonly fixture: TaskFixture;
  /** For the inputs it makes by the rules of the reference. */
  readonly scratch: string;
};
