/** A CSV of rows of texts and numbers; a cell is quoted where it must be. */
export function csv(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const cell = (value: string | number) =>
    /[",\n]/.test(String(value))
      ? `"${String(value).replace(/"/g, '""')}"`
      : String(value);
  return `${[head, ...rows].map(row => row.map(cell).join(',')).join('\n')}\n`;
}
