/** An SQL expression of a number from 0 to below 1 that depends on the row's number and the seed alone. */
export function drawSql(row: string, seed: number): string {
  return `(CAST(hash(${row} * 7919 + ${seed}) % 1000000007 AS DOUBLE) / 1000000007)`;
}

/** A nearly normal draw of mean 0 and deviation 1: four uniform ones, scaled (Irwin 1927, Hall 1927). */
export function bellSql(row: string, seed: number): string {
  const sum = [0, 1, 2, 3].map(i => drawSql(row, seed + i)).join(' + ');
  return `((${sum} - 2.0) * 1.7320508)`;
}

/** One of some texts, each as likely as the others. */
export function pickSql(
  row: string,
  seed: number,
  texts: readonly string[],
): string {
  const list = texts.map(text => `'${text.replace(/'/g, "''")}'`).join(', ');
  return `[${list}][CAST(floor(${drawSql(row, seed)} * ${
    texts.length
  }) AS INTEGER) + 1]`;
}
