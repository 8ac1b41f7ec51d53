/** What one computation may use, all its processes together. */
export type ComputeLimits = {
  /** Resident size. */
  readonly memoryBytes: number;
  readonly timeSeconds: number;
  /** Of its work folder. */
  readonly diskBytes: number;
};
