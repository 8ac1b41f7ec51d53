import {
  identifier,
  labelSql,
  literal,
  openTable,
  orientSplits,
  type Row,
  type Table,
} from '@greenroom/dataset';
import type { DataSides } from './DataSides';
import type { PlannedDebt, PlannedDuplicates, PlannedLeak } from './Plan';
import { specOf, type TypedTable } from './TypedTable';

/** Keys, and rows, that a plan names of each kind. */
const NAMED_ROWS = 20;
/** Tables of what touched rows are. */
const [BEFORE, AFTER] = ['flags_before', 'flags_after'];

const NO_FLAGS =
  '(key VARCHAR, kind VARCHAR, pair VARCHAR[], label VARCHAR, suggested VARCHAR)';

export type AlikePlan = {
  readonly leakage: readonly PlannedLeak[];
  readonly duplicates: PlannedDuplicates;
  /** Absent where rows have no label. */
  readonly conflicting?: PlannedDebt;
};

/**
 * Rows that say the same as another one, cell by cell, whatever their key, label
 * and split: in another split they are leaks, in their own duplicates, with
 * another label they conflict. Only rows that are added, changed or removed are
 * looked at, each on both sides: what it is after and was not before is
 * introduced, the other way round it is resolved.
 *
 * The tables stream through; time grows with their rows, memory with the rows
 * that say the same as one that is touched.
 *
 * @param changes - Parquet as `DiffOptions.out`; absent where only one side has rows
 */
export async function planAlike(
  { before, after, roles, mask }: DataSides,
  changes: string | undefined,
): Promise<AlikePlan | undefined> {
  const { key } = roles;
  const some = after ?? before;
  if (key === undefined || !some) return undefined;
  const table = await openTable(specOf(some));
  const flagged = async (name: string, side?: TypedTable) => {
    const content = side?.columns.filter(
      column => !roles.apart.has(column.name),
    );
    if (!side || !content?.length) {
      await table.query(`CREATE TEMP TABLE ${name} ${NO_FLAGS}`);
      return;
    }
    const touched =
      changes === undefined
        ? undefined
        : `SELECT key FROM read_parquet(${literal(
            changes,
          )}) WHERE change <> ${literal(name === AFTER ? 'removed' : 'added')}`;
    await flag(table, name, {
      file: side.file,
      key,
      ...roles,
      content: content.map(column => column.name),
      touched,
    });
  };
  try {
    await flagged(BEFORE, before);
    await flagged(AFTER, after);
    return {
      leakage: await leaksOf(table, keyed => mask.text(key, keyed)),
      duplicates: {
        ...(await countsOf(table, 'duplicate')),
        keys: (await introduced(table, 'duplicate')).map(row =>
          mask.text(key, String(row.key)),
        ),
      },
      ...(roles.label === undefined
        ? {}
        : {
            conflicting: {
              kind: 'conflicting',
              ...(await countsOf(table, 'conflict')),
              rows: (await introduced(table, 'conflict')).map(row => ({
                key: mask.text(key, String(row.key)),
                label: mask.text(roles.label, String(row.label)),
                suggested: mask.text(roles.label, String(row.suggested)),
              })),
            },
          }),
    };
  } finally {
    table.close();
  }
}

/** Leaves what touched rows of one side are: `key`, `kind`, the `pair` of splits, the label and the one that most of the others have. */
async function flag(
  table: Table,
  name: string,
  of: {
    readonly file: string;
    readonly key: string;
    readonly label?: string;
    readonly split?: string;
    readonly content: readonly string[];
    readonly touched: string | undefined;
  },
): Promise<void> {
  const cells = of.content.map((column, i) => `${identifier(column)} AS c${i}`);
  const names = of.content.map((_, i) => `c${i}`);
  const split =
    of.split === undefined
      ? `''`
      : `coalesce(CAST(${identifier(of.split)} AS VARCHAR), '')`;
  const label = of.label === undefined ? `''` : labelSql(identifier(of.label));
  const isTouched =
    of.touched === undefined ? 'true' : 'key IN (SELECT key FROM touched)';
  await table.query(
    `CREATE TEMP TABLE ${name} AS
     WITH ${
       of.touched === undefined
         ? ''
         : `touched AS MATERIALIZED (${of.touched}),`
     }
     r AS (
       SELECT *, hash(${names.join(', ')}) AS h FROM (
         SELECT CAST(${identifier(
           of.key,
         )} AS VARCHAR) AS key, ${split} AS split,
                ${label} AS label, ${cells.join(', ')}
           FROM read_parquet(${literal(of.file)}))
        WHERE ${names.map(cell => `${cell} IS NOT NULL`).join(' OR ')}
     ),
     hot AS (SELECT h FROM r GROUP BY h HAVING count(*) > 1 AND bool_or(${isTouched})),
     alike AS MATERIALIZED (
       SELECT key, split, label, min(key) OVER (PARTITION BY h, ${names.join(
         ', ',
       )}) AS g
         FROM r WHERE h IN (SELECT h FROM hot)
     ),
     counted AS (SELECT g, split, label, count(*) AS n FROM alike GROUP BY ALL),
     by_split AS (SELECT g, split, sum(n) AS n FROM counted GROUP BY ALL),
     by_label AS (SELECT g, label, sum(n) AS n FROM counted GROUP BY ALL),
     mine AS (SELECT * FROM alike WHERE ${isTouched})
     SELECT m.key, 'duplicate' AS kind, []::VARCHAR[] AS pair, m.label, NULL::VARCHAR AS suggested
       FROM mine m JOIN by_split s ON s.g = m.g AND s.split = m.split WHERE s.n > 1
     UNION ALL
     SELECT m.key, 'leak', list_sort([m.split, s.split]), m.label, NULL
       FROM mine m JOIN by_split s ON s.g = m.g AND s.split <> m.split
      WHERE m.split <> '' AND s.split <> ''
     UNION ALL
     SELECT m.key, 'conflict', [], m.label, arg_max(l.label, (l.n, l.label))
       FROM mine m JOIN by_label l ON l.g = m.g AND l.label <> m.label
      WHERE m.label <> '' AND l.label <> '' GROUP BY m.key, m.label`,
  );
}

const SAME = 'a.key = b.key AND a.kind = b.kind AND a.pair = b.pair';
const only = (mine: string, others: string) =>
  `FROM ${mine} a WHERE NOT EXISTS (SELECT 1 FROM ${others} b WHERE ${SAME})`;

async function countsOf(
  table: Table,
  kind: string,
): Promise<{ introduced: number; resolved: number }> {
  const count = async (mine: string, others: string) => {
    const [{ n }] = await table.query(
      `SELECT count(*) AS n ${only(mine, others)} AND a.kind = ${literal(
        kind,
      )}`,
    );
    return Number(n);
  };
  return {
    introduced: await count(AFTER, BEFORE),
    resolved: await count(BEFORE, AFTER),
  };
}

function introduced(table: Table, kind: string): Promise<Row[]> {
  return table.query(
    `SELECT a.key, a.label, a.suggested ${only(
      AFTER,
      BEFORE,
    )} AND a.kind = ${literal(
      kind,
    )} ORDER BY TRY_CAST(a.key AS DOUBLE), a.key LIMIT ${NAMED_ROWS}`,
  );
}

async function leaksOf(
  table: Table,
  shown: (key: string) => string,
): Promise<PlannedLeak[]> {
  const counted = await table.query(
    `SELECT pair, sum(more) AS introduced, sum(fewer) AS resolved, list(key ORDER BY key) FILTER (place <= ${NAMED_ROWS} AND more = 1) AS keys FROM (
       SELECT *, row_number() OVER (PARTITION BY pair, more ORDER BY TRY_CAST(key AS DOUBLE), key) AS place FROM (
         SELECT a.key, a.pair, 1 AS more, 0 AS fewer ${only(
           AFTER,
           BEFORE,
         )} AND a.kind = 'leak'
         UNION ALL SELECT a.key, a.pair, 0, 1 ${only(
           BEFORE,
           AFTER,
         )} AND a.kind = 'leak'))
      GROUP BY pair ORDER BY pair`,
  );
  return counted.map(row => {
    const [{ split, other }] = orientSplits(row.pair as readonly string[]);
    return {
      kind: 'exact',
      split,
      otherSplit: other,
      introduced: Number(row.introduced),
      resolved: Number(row.resolved),
      keys: ((row.keys as readonly string[] | null) ?? []).map(shown),
    };
  });
}
