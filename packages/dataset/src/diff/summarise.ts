import { identifier, literal, labelSql } from '../sql';
import type { Row, Value } from '../Table';
import { CHANGES } from './keyedChanges';
import type { Cell, TableDiff } from './TableDiff';

type Ask = (sql: string) => Promise<Row[]>;

/** Changes of labels come first: they are what people look for. Keys that are numbers are in their order. */
export function orderOfChanges(label: string | undefined): string {
  const parts = [`TRY_CAST(key AS DOUBLE)`, 'key'];
  return label === undefined
    ? parts.join(', ')
    : [`list_contains(changed, ${literal(label)}) DESC`, ...parts].join(', ');
}

/** Counts over the table of changes, and its first rows. */
export async function summarise(
  ask: Ask,
  what: {
    readonly label: string | undefined;
    readonly limit: number;
    readonly compared: readonly string[];
  },
): Promise<
  Pick<TableDiff, 'cells' | 'labelTransitions' | 'changedRows'> & {
    readonly counts: Readonly<Record<'added' | 'removed' | 'changed', number>>;
  }
> {
  const { label, limit, compared } = what;
  const counts = { added: 0, removed: 0, changed: 0 };
  for (const { change, n } of await ask(
    `SELECT change, count(*) AS n FROM ${CHANGES} GROUP BY 1`,
  ))
    counts[change as keyof typeof counts] = Number(n);
  const cells = await ask(
    `SELECT name, count(*) AS n FROM (SELECT unnest(changed) AS name FROM ${CHANGES}) GROUP BY 1`,
  );
  const byName = new Map(cells.map(row => [String(row.name), Number(row.n)]));
  return {
    counts,
    cells: Object.fromEntries(
      compared
        .filter(name => byName.has(name))
        .map(name => [name, byName.get(name)!]),
    ),
    labelTransitions: label === undefined ? [] : await transitions(ask, label),
    changedRows: await changedRows(ask, { label, limit, compared }),
  };
}

async function transitions(
  ask: Ask,
  label: string,
): Promise<TableDiff['labelTransitions']> {
  const text = (end: string) => labelSql(`${end}.${identifier(label)}`);
  const rows = await ask(
    `SELECT ${text('"before"')} AS f, ${text('"after"')} AS t, count(*) AS n
       FROM ${CHANGES} WHERE list_contains(changed, ${literal(label)})
      GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`,
  );
  return rows.map(row => ({
    from: String(row.f),
    to: String(row.t),
    count: Number(row.n),
  }));
}

async function changedRows(
  ask: Ask,
  what: { label?: string; limit: number; compared: readonly string[] },
): Promise<TableDiff['changedRows']> {
  const { label, limit, compared } = what;
  if (compared.length === 0) return [];
  const ends = compared.map(
    (name, i) =>
      `"before".${identifier(name)} AS f${i}, "after".${identifier(
        name,
      )} AS t${i}`,
  );
  const rows = await ask(
    `SELECT key, changed, ${ends.join(', ')} FROM ${CHANGES}
      WHERE change = 'changed' ORDER BY ${orderOfChanges(
        label,
      )} LIMIT ${Math.trunc(limit)}`,
  );
  return rows.map(row => {
    const changed = new Set(row.changed as readonly string[]);
    return {
      key: String(row.key),
      cells: compared.flatMap((column, i) =>
        changed.has(column)
          ? [{ column, from: toCell(row[`f${i}`]), to: toCell(row[`t${i}`]) }]
          : [],
      ),
    };
  });
}

/** Lists and bytes are told by their length: they are not for reading. */
function toCell(value: Value): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean')
    return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  return `(${value.length} values)`;
}
