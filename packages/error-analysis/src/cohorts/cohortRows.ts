import { BitSet, bitsWhere, emptyBits } from '../bits/BitSet';
import type { ColumnValues } from '../features/encodeFeature';
import type { Cohort, CohortCondition } from './Cohort';

/**
 * The rows of a cohort. A missing value meets no condition but `missing`, and
 * so not its opposite either unless `not` is said.
 *
 * @throws RangeError naming a feature that there is none of, or that has texts where numbers are asked
 */
export function cohortRows(
  cohort: Cohort,
  columns: ReadonlyMap<string, ColumnValues>,
  rows: number,
): BitSet {
  switch (cohort.type) {
    case 'and':
      return cohort.of.reduce<BitSet>(
        (all, each) => {
          const own = cohortRows(each, columns, rows);
          return all.map((word, w) => word & own[w]);
        },
        bitsWhere(rows, () => true),
      );
    case 'or':
      return cohort.of.reduce<BitSet>((some, each) => {
        const own = cohortRows(each, columns, rows);
        return some.map((word, w) => word | own[w]);
      }, emptyBits(rows));
    case 'not': {
      const own = cohortRows(cohort.of, columns, rows);
      return bitsWhere(rows, () => true).map((word, w) => word & ~own[w]);
    }
    default:
      return conditionRows(cohort, columns, rows);
  }
}

function conditionRows(
  condition: CohortCondition,
  columns: ReadonlyMap<string, ColumnValues>,
  rows: number,
): BitSet {
  const column = columns.get(condition.feature);
  if (!column) {
    throw new RangeError(
      `There is no feature ${condition.feature}. There are ${[
        ...columns.keys(),
      ].join(', ')}.`,
    );
  }
  if (column instanceof Float64Array) {
    const passes = numberTest(condition);
    return bitsWhere(rows, row => passes(column[row]));
  }
  const passes = textTest(condition);
  const passing = column.values.map(passes);
  return bitsWhere(rows, row =>
    column.codes[row] < 0
      ? condition.type === 'missing'
      : passing[column.codes[row]],
  );
}

function numberTest(condition: CohortCondition): (value: number) => boolean {
  switch (condition.type) {
    case 'is': {
      const values = new Set(condition.values.map(Number));
      return value => values.has(value);
    }
    case 'missing':
      return Number.isNaN;
    default: {
      const { from, above, below, upTo } = condition;
      return value =>
        !Number.isNaN(value) &&
        (from === undefined || value >= from) &&
        (above === undefined || value > above) &&
        (below === undefined || value < below) &&
        (upTo === undefined || value <= upTo);
    }
  }
}

function textTest(condition: CohortCondition): (value: string) => boolean {
  switch (condition.type) {
    case 'is': {
      const values = new Set(condition.values.map(String));
      return value => values.has(value);
    }
    case 'missing':
      return () => false;
    default:
      throw new RangeError(
        `${condition.feature} has texts, of which there is no range. Name the values.`,
      );
  }
}
