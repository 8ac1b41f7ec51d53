import type { DuckDBConnection } from '@duckdb/node-api';
import type { DriftBin } from './ColumnDrift';
import type { Sides } from './driftBetween';
import type { Reading } from './readingOf';

/** More categories than this are texts or names, not categories. */
const MAXIMUM_CATEGORIES = 200;
/** Sketched first, so that ten million names are not counted in vain; the sketch is off by a few per cent. */
const SKETCH_LIMIT = 1_000;

export type CategoryCounts = {
  /** The most frequent first, ties by name. */
  readonly counts: readonly DriftBin[];
  readonly rows: { readonly from: number; readonly to: number };
};

/** Rows of each category on both sides; undefined where these are too many to be categories. */
export async function countCategories(
  connection: DuckDBConnection,
  sides: Sides,
  { sql }: Reading,
): Promise<CategoryCounts | undefined> {
  const both = `SELECT ${sql} AS v, 1 AS a, 0 AS b FROM ${sides.from} UNION ALL SELECT ${sql}, 0, 1 FROM ${sides.to}`;
  const sketch = await connection.runAndReadAll(
    `SELECT approx_count_distinct(v) AS d, coalesce(sum(a), 0)::DOUBLE AS a, coalesce(sum(b), 0)::DOUBLE AS b FROM (${both})`,
  );
  const [{ d, a, b }] = sketch.getRowObjectsJS();
  if (Number(d) > SKETCH_LIMIT) return undefined;
  const counted = await connection.runAndReadAll(
    `SELECT v, sum(a)::DOUBLE AS a, sum(b)::DOUBLE AS b FROM (${both})
      WHERE v IS NOT NULL GROUP BY 1 ORDER BY sum(a) + sum(b) DESC, v LIMIT ${
        MAXIMUM_CATEGORIES + 1
      }`,
  );
  const rows = counted.getRowObjectsJS();
  if (rows.length > MAXIMUM_CATEGORIES) return undefined;
  return {
    counts: rows.map(row => ({
      label: String(row.v),
      from: Number(row.a),
      to: Number(row.b),
    })),
    rows: { from: Number(a), to: Number(b) },
  };
}
