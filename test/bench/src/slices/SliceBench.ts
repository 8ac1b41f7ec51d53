/** What a section of the slice bench works with. */
export type SliceBench = {
  /** Public figures: folders `slices`, `error-tree` and `data`. */
  readonly fixtures: string;
  /** For files it makes; removed at the end. */
  readonly folder: string;
  /** A Python with sliceline, where there is one. */
  readonly python?: string;
};
