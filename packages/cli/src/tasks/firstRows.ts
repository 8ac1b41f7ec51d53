/** Issues that are printed for people; JSON has them all. */
export const PRINTED_ISSUES = 20;

/** "Rows, worst first: 3, 1, …", or nothing where there are none. */
export function firstRows(what: string, rows: readonly number[]): string[] {
  if (rows.length === 0) return [];
  const more = rows.length > PRINTED_ISSUES ? ', …' : '';
  return [
    `${what}, worst first: ${rows.slice(0, PRINTED_ISSUES).join(', ')}${more}`,
  ];
}
