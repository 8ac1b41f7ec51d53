/** What a section of the label bench works with. */
export type Bench = {
  /** For files it makes; removed at the end. */
  readonly folder: string;
  /** A Python with cleanlab, where there is one. */
  readonly python?: string;
};
