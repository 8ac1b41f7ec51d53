import { INTEGER_LIMIT, inferType } from '../inferType';
import { identifier } from '../sql';
import type { Table, TableColumn } from '../Table';

export type CanonicalRow = {
  /** SQL over `t`: the canonical text of a row. */
  readonly sql: string;
  /** Names and kinds of the columns; rows are comparable where these are equal. */
  readonly schema: string;
};

/** How the value of a cell is told: as number, truth, text, bytes or list. */
type Kind = 'n' | 'b' | 's' | 'x' | 'l';

const INTEGER = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/;
const DECIMAL = /^(FLOAT|DOUBLE|DECIMAL.*)$/;

/**
 * A row's canonical form: by column name, the tagged text of each value.
 * Numbers are whole digits or the shortest decimal that reads back as the same
 * double, so that 1 and 1.0 are one value; an empty text is no value. Where
 * nobody declared the type of a text column, the rules of `inferType` are
 * applied to it whatever the format was; whole numbers of more than 18 digits
 * are text, as those rules say. Bytes and a list of numbers are two values.
 */
export async function canonicalRow(table: Table): Promise<CanonicalRow> {
  const columns = [...table.columns].sort((a, b) => (a.name < b.name ? -1 : 1));
  const cells: string[] = [];
  const schema: [string, Kind][] = [];
  for (const column of columns) {
    const { kind, sql } = await canonicalCell(table, column);
    const id = identifier(column.name);
    cells.push(`CASE WHEN ${id} IS NULL THEN '0;' ELSE ${sql} END`);
    schema.push([column.name, kind]);
  }
  return { sql: cells.join(' || ') || `''`, schema: JSON.stringify(schema) };
}

async function canonicalCell(
  table: Table,
  { name, type }: TableColumn,
): Promise<{ kind: Kind; sql: string }> {
  const id = identifier(name);
  if (type === 'BOOLEAN')
    return { kind: 'b', sql: `'b' || CAST(${id} AS VARCHAR) || ';'` };
  if (INTEGER.test(type)) {
    const [{ fits }] = await table.query(
      `SELECT coalesce(max(abs(CAST(${id} AS HUGEINT))) < ${INTEGER_LIMIT}, true) AS fits FROM t`,
    );
    return fits || table.declared.has(name)
      ? numberCell(id, type)
      : textCell(id);
  }
  if (DECIMAL.test(type)) return numberCell(id, type);
  if (type === 'VARCHAR') return textColumn(table, name);
  if (type === 'BLOB') return { kind: 'x', sql: `'x' || hex(${id}) || ';'` };
  const element = /^(.*)\[\d*\]$/.exec(type)?.[1] ?? '';
  if (INTEGER.test(element))
    return { kind: 'l', sql: `'l' || CAST(${id} AS VARCHAR) || ';'` };
  if (DECIMAL.test(element)) {
    const texts = `list_transform(${id}, lambda e: coalesce(${numberText(
      'e',
      element,
    )}, 'NULL'))`;
    return {
      kind: 'l',
      sql: `'l[' || array_to_string(${texts}, ', ') || '];'`,
    };
  }
  return textCell(id);
}

async function textColumn(
  table: Table,
  name: string,
): Promise<{ kind: Kind; sql: string }> {
  const id = identifier(name);
  const inferred = table.declared.has(name)
    ? 'VARCHAR'
    : await inferType(sql => table.query(sql), 't', name);
  const { kind, sql } = inferredCell(id, inferred);
  return { kind, sql: `CASE WHEN ${id} = '' THEN '0;' ELSE ${sql} END` };
}

function inferredCell(
  id: string,
  inferred: Awaited<ReturnType<typeof inferType>>,
): { kind: Kind; sql: string } {
  if (inferred === 'BOOLEAN') return { kind: 'b', sql: `'b' || ${id} || ';'` };
  return inferred === 'VARCHAR'
    ? textCell(id)
    : numberCell(`CAST(${id} AS ${inferred})`, inferred);
}

function textCell(id: string): { kind: Kind; sql: string } {
  const text = `CAST(${id} AS VARCHAR)`;
  return { kind: 's', sql: `'s' || strlen(${text}) || ':' || ${text} || ';'` };
}

function numberCell(value: string, type: string): { kind: Kind; sql: string } {
  return { kind: 'n', sql: `'n' || ${numberText(value, type)} || ';'` };
}

/** Through text, so that the 0.1 of 32 bits is the 0.1 of 64. */
function numberText(value: string, type: string): string {
  if (INTEGER.test(type)) return `CAST(${value} AS VARCHAR)`;
  const double =
    type === 'DOUBLE' ? value : `CAST(CAST(${value} AS VARCHAR) AS DOUBLE)`;
  const isWhole = `isfinite(${double}) AND abs(${double}) < ${INTEGER_LIMIT} AND ${double} = trunc(${double})`;
  return `CASE WHEN ${isWhole} THEN CAST(CAST(${double} AS BIGINT) AS VARCHAR) ELSE CAST(${double} AS VARCHAR) END`;
}
