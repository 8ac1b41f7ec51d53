import { identifier } from './sql';
import type { Row, Table } from './Table';

export type Drift = {
  readonly column: string;
  /** Population stability index for numbers, Jensen-Shannon distance for categories. */
  readonly measure: 'psi' | 'jensen-shannon';
  readonly value: number;
  /** Rows with a value, before and after. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
};

const BINS = 10;
/** With fewer rows than this on a side a distance says nothing. */
const MINIMUM_ROWS = 100;
/** More categories than this are names, not categories. */
const MAXIMUM_CATEGORIES = 200;
/** A share of nought would make the index infinite. */
const SHARE_FLOOR = 1e-4;

/** How the distributions of columns moved between the views `from` and `to`. */
export async function driftOf(
  ask: (sql: string) => Promise<Row[]>,
  to: Table,
  names: readonly string[],
): Promise<Drift[]> {
  const found: Drift[] = [];
  for (const { name, type } of to.columns) {
    if (!names.includes(name) || type.endsWith('[]') || type === 'BLOB')
      continue;
    const drift = /INT|DOUBLE|FLOAT|DECIMAL/.test(type)
      ? await numberDrift(ask, name)
      : await categoryDrift(ask, name);
    if (drift) found.push(drift);
  }
  return found;
}

/** Population stability index (Siddiqi 2006) over ten equal-frequency bins of the table before. */
async function numberDrift(
  ask: (sql: string) => Promise<Row[]>,
  column: string,
): Promise<Drift | undefined> {
  const value = `CAST(${identifier(column)} AS DOUBLE)`;
  const steps = Array.from({ length: BINS - 1 }, (_, i) => (i + 1) / BINS).join(
    ', ',
  );
  const [{ edges }] = await ask(
    `SELECT quantile_cont(${value}, [${steps}]) AS edges FROM "from"`,
  );
  const cuts = [...new Set((edges as number[] | null) ?? [])];
  if (cuts.length === 0) return undefined;
  const bin = cuts.map(cut => `(${value} > ${cut})::INTEGER`).join(' + ');
  const counts = await countBoth(ask, bin, value);
  if (!counts) return undefined;
  const { pairs, from, to } = counts;
  const psi = pairs.reduce((sum, [before, after]) => {
    const p = Math.max(before / from, SHARE_FLOOR);
    const q = Math.max(after / to, SHARE_FLOOR);
    return sum + (q - p) * Math.log(q / p);
  }, 0);
  return {
    column,
    measure: 'psi',
    value: psi,
    from,
    to,
    n: Math.min(from, to),
  };
}

/** Jensen-Shannon distance to base 2 (Lin 1991; Endres and Schindelin 2003): 0 same, 1 disjoint. */
async function categoryDrift(
  ask: (sql: string) => Promise<Row[]>,
  column: string,
): Promise<Drift | undefined> {
  const value = `CAST(${identifier(column)} AS VARCHAR)`;
  const counts = await countBoth(ask, value, value);
  if (!counts || counts.pairs.length > MAXIMUM_CATEGORIES) return undefined;
  const { pairs, from, to } = counts;
  const divergence = pairs.reduce((sum, [before, after]) => {
    const p = before / from;
    const q = after / to;
    const m = (p + q) / 2;
    const part = (share: number) =>
      share === 0 ? 0 : (share * Math.log2(share / m)) / 2;
    return sum + part(p) + part(q);
  }, 0);
  return {
    column,
    measure: 'jensen-shannon',
    value: Math.sqrt(Math.max(0, divergence)),
    from,
    to,
    n: Math.min(from, to),
  };
}

async function countBoth(
  ask: (sql: string) => Promise<Row[]>,
  group: string,
  value: string,
): Promise<
  { pairs: [number, number][]; from: number; to: number } | undefined
> {
  const rows = await ask(
    `SELECT g, sum(a) AS a, sum(b) AS b FROM (
       SELECT ${group} AS g, count(*) AS a, 0 AS b FROM "from" WHERE ${value} IS NOT NULL GROUP BY 1
       UNION ALL
       SELECT ${group} AS g, 0 AS a, count(*) AS b FROM "to" WHERE ${value} IS NOT NULL GROUP BY 1
     ) GROUP BY 1 LIMIT ${MAXIMUM_CATEGORIES + 1}`,
  );
  const pairs = rows.map(
    row => [Number(row.a), Number(row.b)] as [number, number],
  );
  const from = pairs.reduce((sum, [a]) => sum + a, 0);
  const to = pairs.reduce((sum, [, b]) => sum + b, 0);
  return Math.min(from, to) < MINIMUM_ROWS ? undefined : { pairs, from, to };
}
