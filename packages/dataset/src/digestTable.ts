import { createHash } from 'node:crypto';
import { identifier } from './sql';
import type { Table, TableColumn } from './Table';

/** Version of the canonical form; part of every digest. */
const PREFIX = 'gr1';

/**
 * The content digest: SHA-256 over the sorted SHA-256 digests of the canonical
 * rows, after the sorted column names. The order of rows, the order of columns
 * and the file format do not count; duplicates do. A row's canonical form is,
 * by column name, a tag and the length of the text of each value: numbers as
 * the shortest decimal that reads back as the same double, so that 1 and 1.0
 * are one value; whole numbers beyond 2^53 as their digits.
 *
 * @returns `gr1:` and 64 hexadecimal digits
 */
export async function digestTable(table: Table): Promise<string> {
  const columns = [...table.columns].sort((a, b) => (a.name < b.name ? -1 : 1));
  const hash = createHash('sha256');
  hash.update(JSON.stringify(columns.map(({ name }) => name)));
  const row = columns.map(canonical).join(' || ') || `''`;
  for await (const rows of table.stream(
    `SELECT sha256(${row}) AS h FROM t ORDER BY h`,
  )) {
    for (const { h } of rows) hash.update(`\n${h}`);
  }
  return `${PREFIX}:${hash.digest('hex')}`;
}

const NUMERIC =
  /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$/;

function canonical({ name, type }: TableColumn): string {
  const id = identifier(name);
  return `CASE WHEN ${id} IS NULL THEN '0;' ELSE ${tagged(id, type)} END`;
}

function tagged(id: string, type: string): string {
  if (type === 'BOOLEAN') return `'b' || CAST(${id} AS VARCHAR) || ';'`;
  if (NUMERIC.test(type)) {
    const whole = type.includes('INT')
      ? `WHEN abs(CAST(${id} AS HUGEINT)) > 9007199254740992 THEN CAST(${id} AS VARCHAR)`
      : '';
    const text = `CASE ${whole} WHEN CAST(${id} AS DOUBLE) = 0 THEN '0.0' ELSE CAST(CAST(${id} AS DOUBLE) AS VARCHAR) END`;
    return `'n' || ${text} || ';'`;
  }
  if (type === 'BLOB') return `'x' || hex(${id}) || ';'`;
  const text = `CAST(${id} AS VARCHAR)`;
  const tag = type.endsWith('[]') ? 'l' : 's';
  return `'${tag}' || strlen(${text}) || ':' || ${text} || ';'`;
}
