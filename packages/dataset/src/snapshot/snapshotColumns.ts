/** Number of the row in the order of the snapshot, from 0: a page is a range of it. */
export const ROW_COLUMN = 'greenroom row';
/** The first 128 bits of the SHA-256 of the canonical row: rows with one print are one content. */
export const PRINT_COLUMN = 'greenroom print';

export function isOurs(column: string): boolean {
  return column === ROW_COLUMN || column === PRINT_COLUMN;
}
