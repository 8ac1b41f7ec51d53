import { fitsType, InferredType } from '../inferTypes';
import { identifier, literal } from '../sql';

/** SQL types by what a manifest calls them. */
export const DECLARED_TYPES: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  datetime: 'TIMESTAMP',
};

/** What a column is to become, and who says so. */
export type Wanted = {
  readonly name: string;
  readonly type: string;
  readonly by: 'declaration' | 'inference' | 'format';
};

/** Whether a cell fits the type somebody declared for it, in SQL; it must not be null. */
export function fitsDeclared(cell: string, type: string): string {
  const cast = `TRY_CAST(${cell} AS ${type})`;
  // A cast to whole numbers rounds: 1.5 would become 2 unasked.
  return type === 'BIGINT'
    ? `coalesce(${cast} = TRY_CAST(${cell} AS DOUBLE), false)`
    : `${cast} IS NOT NULL`;
}

/** The mark of a column in the error that a cell of another type raises. */
export function markOf(index: number): string {
  return `greenroom-cell-${index};`;
}

/** A column cast to what is wanted of it; a cell that does not fit stops the query with the mark of its column. */
export function castCell({ name, type, by }: Wanted, index: number): string {
  const id = identifier(name);
  if (type === 'VARCHAR' && by === 'inference') return id;
  if (by === 'format') return id;
  const fits =
    by === 'inference'
      ? fitsType(id, type as InferredType)
      : fitsDeclared(id, type);
  return `CASE WHEN ${id} IS NULL THEN NULL WHEN ${fits} THEN TRY_CAST(${id} AS ${type}) ELSE error(${literal(
    markOf(index),
  )}) END AS ${id}`;
}
