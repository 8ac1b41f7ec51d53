/** Rows that cannot be measured, told so that whoever made them can mend them. */
export class MetricError extends Error {
  override readonly name = 'MetricError';
  constructor(
    message: string,
    /** The row at fault, from 0 in the order it was added. */
    readonly row?: number,
  ) {
    super(row === undefined ? message : `Row ${row}: ${message}`);
  }
}
