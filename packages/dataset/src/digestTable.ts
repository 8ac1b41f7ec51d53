import { createHash } from 'node:crypto';
import { INTEGER_LIMIT, inferType } from './inferType';
import { identifier } from './sql';
import type { Table, TableColumn } from './Table';

/** Version of the canonical form; part of every digest. */
const PREFIX = 'gr1';

/**
 * The content digest: SHA-256 over the sorted SHA-256 digests of the canonical
 * rows, after the sorted column names. The order of rows, the order of columns
 * and the file format do not count; duplicates do.
 *
 * A row's canonical form is, by column name, the tagged text of each value:
 * numbers as whole digits or the shortest decimal that reads back as the same
 * double, so that 1 and 1.0 are one value; an empty text is no value. Where
 * nobody declared the type of a text column, the rules of `inferType` are
 * applied to it whatever the format was; whole numbers of more than 18 digits
 * are text, as those rules say. Bytes and a list of numbers are two values.
 *
 * @returns `gr1:` and 64 hexadecimal digits
 */
export async function digestTable(table: Table): Promise<string> {
  const columns = [...table.columns].sort((a, b) => (a.name < b.name ? -1 : 1));
  const hash = createHash('sha256');
  hash.update(JSON.stringify(columns.map(({ name }) => name)));
  const cells: string[] = [];
  for (const column of columns) cells.push(await canonical(table, column));
  const row = cells.join(' || ') || `''`;
  for await (const rows of table.stream(
    `SELECT sha256(${row}) AS h FROM t ORDER BY h`,
  )) {
    for (const { h } of rows) hash.update(`\n${h}`);
  }
  return `${PREFIX}:${hash.digest('hex')}`;
}

const INTEGER = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/;
const DECIMAL = /^(FLOAT|DOUBLE|DECIMAL.*)$/;

async function canonical(table: Table, column: TableColumn): Promise<string> {
  const id = identifier(column.name);
  const tagged = await taggedText(table, column);
  return `CASE WHEN ${id} IS NULL THEN '0;' ELSE ${tagged} END`;
}

async function taggedText(
  table: Table,
  { name, type }: TableColumn,
): Promise<string> {
  const id = identifier(name);
  if (type === 'BOOLEAN') return `'b' || CAST(${id} AS VARCHAR) || ';'`;
  if (INTEGER.test(type)) {
    const [{ fits }] = await table.query(
      `SELECT coalesce(max(abs(CAST(${id} AS HUGEINT))) < ${INTEGER_LIMIT}, true) AS fits FROM t`,
    );
    return fits || table.declared.has(name)
      ? `'n' || ${numberText(id, type)} || ';'`
      : textOf(id);
  }
  if (DECIMAL.test(type)) return `'n' || ${numberText(id, type)} || ';'`;
  if (type === 'VARCHAR' && !table.declared.has(name)) {
    const inferred = await inferType(sql => table.query(sql), 't', name);
    if (inferred === 'BOOLEAN') return emptyAsNull(id, `'b' || ${id} || ';'`);
    if (inferred !== 'VARCHAR') {
      const number = numberText(`CAST(${id} AS ${inferred})`, inferred);
      return emptyAsNull(id, `'n' || ${number} || ';'`);
    }
  }
  if (type === 'VARCHAR') return emptyAsNull(id, textOf(id));
  if (type === 'BLOB') return `'x' || hex(${id}) || ';'`;
  const element = /^(.*)\[\d*\]$/.exec(type)?.[1] ?? '';
  if (INTEGER.test(element)) return `'l' || CAST(${id} AS VARCHAR) || ';'`;
  if (DECIMAL.test(element)) {
    const texts = `list_transform(${id}, lambda e: coalesce(${numberText(
      'e',
      element,
    )}, 'NULL'))`;
    return `'l[' || array_to_string(${texts}, ', ') || '];'`;
  }
  return textOf(id);
}

function emptyAsNull(id: string, otherwise: string): string {
  return `CASE WHEN ${id} = '' THEN '0;' ELSE ${otherwise} END`;
}

function textOf(id: string): string {
  const text = `CAST(${id} AS VARCHAR)`;
  return `'s' || strlen(${text}) || ':' || ${text} || ';'`;
}

/** Through text, so that the 0.1 of 32 bits is the 0.1 of 64. */
function numberText(value: string, type: string): string {
  if (INTEGER.test(type)) return `CAST(${value} AS VARCHAR)`;
  const double =
    type === 'DOUBLE' ? value : `CAST(CAST(${value} AS VARCHAR) AS DOUBLE)`;
  const isWhole = `isfinite(${double}) AND abs(${double}) < ${INTEGER_LIMIT} AND ${double} = trunc(${double})`;
  return `CASE WHEN ${isWhole} THEN CAST(CAST(${double} AS BIGINT) AS VARCHAR) ELSE CAST(${double} AS VARCHAR) END`;
}
