import { INTEGER_LIMIT, InferredType, inferTypes } from '../inferTypes';
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
  const found = await lookAt(table);
  const cells: string[] = [];
  const schema: [string, Kind][] = [];
  for (const column of columns) {
    const { kind, sql } = canonicalCell(column, found);
    const id = identifier(column.name);
    cells.push(`CASE WHEN ${id} IS NULL THEN '0;' ELSE ${sql} END`);
    schema.push([column.name, kind]);
  }
  return { sql: cells.join(' || ') || `''`, schema: JSON.stringify(schema) };
}

/** What the cells of columns say whose type is only that of their format. */
type Found = {
  /** What texts hold. */
  readonly texts: ReadonlyMap<string, InferredType>;
  /** Columns of whole numbers of which one is too long for a number. */
  readonly names: ReadonlySet<string>;
};

/** In one scan for texts and one for whole numbers. */
async function lookAt(table: Table): Promise<Found> {
  const undeclared = table.columns.filter(
    ({ name }) => !table.declared.has(name) && !table.inferred.has(name),
  );
  const texts = undeclared.filter(({ type }) => type === 'VARCHAR');
  const integers = undeclared.filter(({ type }) => INTEGER.test(type));
  const inferred = await inferTypes(
    sql => table.query(sql),
    't',
    texts.map(({ name }) => name),
  );
  if (integers.length === 0) return { texts: inferred, names: new Set() };
  const fits = integers.map(
    ({ name }, i) =>
      `coalesce(max(abs(CAST(${identifier(
        name,
      )} AS HUGEINT))) < ${INTEGER_LIMIT}, true) AS c${i}`,
  );
  const [row] = await table.query(`SELECT ${fits.join(', ')} FROM t`);
  return {
    texts: inferred,
    names: new Set(
      integers.filter((_, i) => !row[`c${i}`]).map(({ name }) => name),
    ),
  };
}

type CanonicalCell = { readonly kind: Kind; readonly sql: string };

function canonicalCell(
  { name, type }: TableColumn,
  { texts, names }: Found,
): CanonicalCell {
  const id = identifier(name);
  if (type === 'BOOLEAN')
    return { kind: 'b', sql: `'b' || CAST(${id} AS VARCHAR) || ';'` };
  if (INTEGER.test(type))
    return names.has(name) ? textCell(id) : numberCell(id, type);
  if (DECIMAL.test(type)) return numberCell(id, type);
  if (type === 'VARCHAR') {
    const { kind, sql } = inferredCell(id, texts.get(name) ?? 'VARCHAR');
    return { kind, sql: `CASE WHEN ${id} = '' THEN '0;' ELSE ${sql} END` };
  }
  if (type === 'BLOB') return { kind: 'x', sql: `'x' || hex(${id}) || ';'` };
  const element = /^(.*)\[\d*\]$/.exec(type)?.[1] ?? '';
  if (INTEGER.test(element))
    return { kind: 'l', sql: `'l' || CAST(${id} AS VARCHAR) || ';'` };
  if (DECIMAL.test(element)) {
    const numbers = `list_transform(${id}, lambda e: coalesce(${canonicalNumber(
      'e',
      element,
    )}, 'NULL'))`;
    return {
      kind: 'l',
      sql: `'l[' || array_to_string(${numbers}, ', ') || '];'`,
    };
  }
  return textCell(id);
}

function inferredCell(id: string, inferred: InferredType): CanonicalCell {
  if (inferred === 'BOOLEAN') return { kind: 'b', sql: `'b' || ${id} || ';'` };
  return inferred === 'VARCHAR'
    ? textCell(id)
    : numberCell(`CAST(${id} AS ${inferred})`, inferred);
}

function textCell(id: string): CanonicalCell {
  const text = `CAST(${id} AS VARCHAR)`;
  return { kind: 's', sql: `'s' || strlen(${text}) || ':' || ${text} || ';'` };
}

function numberCell(value: string, type: string): CanonicalCell {
  return { kind: 'n', sql: `'n' || ${canonicalNumber(value, type)} || ';'` };
}

/**
 * SQL of the one text of a number, whatever its type: 1 and 1.0 are the same.
 * Through text, so that the 0.1 of 32 bits is the 0.1 of 64.
 *
 * @param value - SQL of the number
 * @param type - DuckDB's name of its type
 */
export function canonicalNumber(value: string, type: string): string {
  if (INTEGER.test(type)) return `CAST(${value} AS VARCHAR)`;
  const double =
    type === 'DOUBLE' ? value : `CAST(CAST(${value} AS VARCHAR) AS DOUBLE)`;
  const isWhole = `isfinite(${double}) AND abs(${double}) < ${INTEGER_LIMIT} AND ${double} = trunc(${double})`;
  return `CASE WHEN ${isWhole} THEN CAST(CAST(${double} AS BIGINT) AS VARCHAR) ELSE CAST(${double} AS VARCHAR) END`;
}
