import type { DuckDBConnection } from '@duckdb/node-api';
import type { ContentColumn } from './contentColumns';
import { findSame } from './findSame';
import type { NearResult } from './NearLeaks';
import { rowsOf } from './workRows';

/** Significant digits that must agree. */
const DIGITS = 3;
/** With fewer fractions rows agree by chance. */
const LEAST_FRACTIONS = 3;

/**
 * Rows that are the same in another split once their fractions are rounded to
 * three significant digits; all other cells must be equal. The similarity is one
 * less the greatest relative difference of a fraction.
 */
export async function nearNumbers(
  connection: DuckDBConnection,
  columns: readonly ContentColumn[],
): Promise<NearResult> {
  const fractions = columns.flatMap(({ kind }, i) =>
    kind === 'fraction' ? [i] : [],
  );
  if (fractions.length < LEAST_FRACTIONS) return { leaks: [], remarks: [] };
  await findSame(
    connection,
    'near_same',
    columns,
    columns.map(({ kind }, i) =>
      kind === 'fraction' ? rounded(`c${i}`) : `c${i}`,
    ),
  );
  const differences = fractions.map(
    i =>
      `coalesce(abs(a.c${i} - b.c${i}) / nullif(greatest(abs(a.c${i}), abs(b.c${i})), 0), 0)`,
  );
  const rows = await rowsOf(
    connection,
    `SELECT s.row_number::DOUBLE AS a, s.other_number::DOUBLE AS b, 1 - greatest(${differences.join(
      ', ',
    )})::DOUBLE AS similarity
       FROM near_same s JOIN now a ON a.row_number = s.row_number JOIN now b ON b.row_number = s.other_number
      WHERE NOT EXISTS (FROM exact_same e WHERE e.row_number = s.row_number AND e.other_split = s.other_split)`,
  );
  return {
    leaks: rows.map(row => ({
      row: Number(row.a),
      other: Number(row.b),
      similarity: Math.min(1, Math.max(0, Number(row.similarity))),
    })),
    remarks: [
      `Rows of numbers were compared after rounding fractions to ${DIGITS} significant digits; values on both sides of a rounding limit are not found.`,
    ],
  };
}

function rounded(value: string): string {
  const double = `CAST(${value} AS DOUBLE)`;
  return `CASE WHEN ${double} = 0 OR NOT isfinite(${double}) THEN ${double}
    ELSE round(${double}, CAST(${
    DIGITS - 1
  } - floor(log10(abs(${double}))) AS INTEGER)) END`;
}
