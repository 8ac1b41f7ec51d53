import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableColumn } from '../Table';
import { chiSquared, cramersV } from './chiSquared';
import type { ColumnDrift, DriftBin } from './ColumnDrift';
import { countCategories } from './countCategories';
import { binLabels } from './binLabels';
import { judgeDrift, type MeasuredColumn } from './judgeDrift';
import { kolmogorovTail } from './kolmogorovTail';
import { type ReadNumbers, readNumbers } from './readNumbers';
import { lengthReading, type Reading, readingOf } from './readingOf';
import { jensenShannon, populationStability } from './shareDistances';

/**
 * Two relations of one DuckDB, as they stand after FROM: the quoted name of a
 * table or view, or a query in parentheses. The figures tell how `to` differs
 * from `from`.
 */
export type Sides = { readonly from: string; readonly to: string };

export type DriftOptions = {
  /** Columns whose numbers are names: the label, the split. */
  readonly categories?: readonly string[];
  /** Told after each column, 0 to 1. */
  readonly tell?: (fraction: number) => void;
};

/** So many categories are counted by name; the others together. */
const SHOWN_CATEGORIES = 30;

/**
 * How the distribution of each column moved between two relations. Every figure
 * is exact; each column is read on its own, in bounded memory.
 *
 * Numbers: population stability index and Jensen-Shannon distance between the
 * deciles of `from`, Wasserstein distance in units of the column,
 * Kolmogorov-Smirnov with its p-value. Categories, up to 200 of them: the first
 * two over the categories, and chi-squared. Texts of more kinds are compared by
 * length, lists of numbers (pictures) by their mean, bytes by their number.
 *
 * @param columns - those to compare, of both relations and the same type in both
 * @returns one for each column that can be compared, in their order
 */
export async function driftBetween(
  connection: DuckDBConnection,
  sides: Sides,
  columns: readonly TableColumn[],
  options: DriftOptions = {},
): Promise<ColumnDrift[]> {
  const categories = new Set(options.categories);
  const measured: MeasuredColumn[] = [];
  for (const [i, column] of columns.entries()) {
    const reading = readingOf(column, categories);
    if (reading)
      measured.push(await measure(connection, sides, column.name, reading));
    options.tell?.((i + 1) / columns.length);
  }
  return judgeDrift(measured);
}

async function measure(
  connection: DuckDBConnection,
  sides: Sides,
  column: string,
  reading: Reading,
): Promise<MeasuredColumn> {
  if (reading.kind === 'category') {
    const found = await countCategories(connection, sides, reading);
    return found
      ? ofCategories(column, found.counts, found.rows)
      : measure(connection, sides, column, lengthReading(column));
  }
  return ofNumbers(
    column,
    reading,
    await readNumbers(connection, sides, reading),
  );
}

function ofNumbers(
  column: string,
  { comparedBy, values }: Reading,
  { n, rows, comparison }: ReadNumbers,
): MeasuredColumn {
  const statistic = comparison?.kolmogorovSmirnov ?? 0;
  const shared = {
    column,
    kind: 'number',
    comparedBy,
    n,
    nulls: { from: rows.from - n.from, to: rows.to - n.to },
    effect: { measure: 'kolmogorov-smirnov', value: statistic },
  } as const;
  if (!comparison) return { ...shared, measures: [], bins: [] };
  const { decileCounts, edges, edgeCounts, wasserstein } = comparison;
  const labels = binLabels(edges, values);
  return {
    ...shared,
    measures: [
      { measure: 'psi', value: populationStability(decileCounts) },
      { measure: 'jensen-shannon', value: jensenShannon(decileCounts) },
      { measure: 'wasserstein', value: wasserstein },
      {
        measure: 'kolmogorov-smirnov',
        value: statistic,
        pValue: kolmogorovTail(statistic, n.from, n.to),
      },
    ],
    bins: edgeCounts.map((counts, i) => ({ label: labels[i], ...counts })),
    edges,
  };
}

function ofCategories(
  column: string,
  counts: readonly DriftBin[],
  rows: { readonly from: number; readonly to: number },
): MeasuredColumn {
  const n = {
    from: counts.reduce((sum, { from }) => sum + from, 0),
    to: counts.reduce((sum, { to }) => sum + to, 0),
  };
  const test = chiSquared(counts);
  return {
    column,
    kind: 'category',
    comparedBy: 'value',
    n,
    nulls: { from: rows.from - n.from, to: rows.to - n.to },
    effect: { measure: 'cramers-v', value: cramersV(counts) },
    measures: [
      { measure: 'psi', value: populationStability(counts) },
      { measure: 'jensen-shannon', value: jensenShannon(counts) },
      {
        measure: 'chi-squared',
        value: test.statistic,
        pValue: test.pValue,
      },
    ],
    bins: shown(counts),
  };
}

function shown(counts: readonly DriftBin[]): DriftBin[] {
  if (counts.length <= SHOWN_CATEGORIES) return [...counts];
  const others = counts.slice(SHOWN_CATEGORIES);
  return [
    ...counts.slice(0, SHOWN_CATEGORIES),
    {
      label: `(${others.length} others)`,
      from: others.reduce((sum, { from }) => sum + from, 0),
      to: others.reduce((sum, { to }) => sum + to, 0),
    },
  ];
}
