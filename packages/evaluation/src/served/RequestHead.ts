/** What a request of a file of requests is about. */
export type RequestHead = {
  /** That count; a fixed batch is filled up. */
  readonly rows: number;
  readonly batchRows: number;
  readonly outputs: readonly string[];
  /** Of the rows, in their order; absent of samples. */
  readonly keys?: readonly string[];
};
