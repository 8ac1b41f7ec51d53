/** Rows under headings, numbers to the right. */
export function textTable(
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const cells = rows.map(row => row.map(String));
  const widths = headings.map((heading, i) =>
    Math.max(heading.length, ...cells.map(row => row[i].length)),
  );
  const isNumber = headings.map((_, i) =>
    rows.every(row => typeof row[i] === 'number'),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) =>
        isNumber[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i]),
      )
      .join('  ')
      .trimEnd();
  return [line(headings), ...cells.map(line)].join('\n');
}
