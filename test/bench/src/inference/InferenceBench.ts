export type InferenceBench = {
  /** Folder with `models` and `data`. */
  readonly fixtures: string;
  readonly folder: string;
  /** A Python that has onnxruntime. */
  readonly python?: string;
};
