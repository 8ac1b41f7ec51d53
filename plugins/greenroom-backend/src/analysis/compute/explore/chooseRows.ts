import type {
  Cohort,
  Condition,
  ErrorQuestion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { labelsOf } from '@greenroom/error-analysis';
import { ExploreError } from './ExploreError';
import type { ErrorColumn, ErrorRows } from './ErrorRows';

/**
 * Indices of the rows that a question is about, rising.
 *
 * @throws ExploreError naming a feature or class that the run has not
 */
export function chooseRows(
  rows: ErrorRows,
  { where = [], given, predicted }: Omit<ErrorQuestion, 'view'>,
): Int32Array {
  const isGiven = ofClass(rows, rows.given, given);
  const isPredicted = ofClass(rows, rows.predicted, predicted);
  const meets = cohortTest(rows, where);
  return indicesWhere(
    rows.keys.length,
    row => isGiven(row) && isPredicted(row) && meets(row),
  );
}

/** Those of the rows that meet all conditions. */
export function within(
  rows: ErrorRows,
  chosen: Int32Array,
  where: Cohort,
): Int32Array {
  return chosen.filter(cohortTest(rows, where));
}

type Test = (row: number) => boolean;

function cohortTest(rows: ErrorRows, where: Cohort): Test {
  const tests = where.map(condition => conditionTest(rows, condition));
  return row => tests.every(test => test(row));
}

/**
 * A value is met by who has it, or by whose value is gathered under that label:
 * `(other)`, or a range of numbers.
 */
function conditionTest(rows: ErrorRows, condition: Condition): Test {
  const column = columnOf(rows, condition.feature);
  const isMissing = missingTest(column);
  if (condition.type === 'missing') return isMissing;
  const holds = valueTest(column, condition);
  return condition.orMissing ? row => isMissing(row) || holds(row) : holds;
}

function missingTest({ values }: ErrorColumn): Test {
  return values instanceof Float64Array
    ? row => Number.isNaN(values[row])
    : row => values.codes[row] < 0;
}

function valueTest(
  column: ErrorColumn,
  condition: Exclude<Condition, { type: 'missing' }>,
): Test {
  const { values, codes } = column;
  switch (condition.type) {
    case 'range':
      return rangeTest(column, condition);
    default: {
      const wanted = new Set(condition.values);
      const byLabel = new Set(
        labelsOf(column.plan).flatMap((label, code) =>
          wanted.has(label) ? [code] : [],
        ),
      );
      if (values instanceof Float64Array) {
        const numbers = new Set(condition.values.map(Number));
        return row => byLabel.has(codes[row]) || numbers.has(values[row]);
      }
      const byValue = values.values.map(value => wanted.has(value));
      return row =>
        byLabel.has(codes[row]) || byValue[values.codes[row]] === true;
    }
  }
}

function rangeTest(
  { name, values }: ErrorColumn,
  { from, below, closed }: Extract<Condition, { type: 'range' }>,
): Test {
  if (!(values instanceof Float64Array))
    throw new ExploreError(
      `${name} holds texts; a range is asked of numbers. Name its values instead.`,
    );
  const least = from ?? -Infinity;
  const most = below ?? Infinity;
  return closed || below === undefined
    ? row => values[row] >= least && values[row] <= most
    : row => values[row] >= least && values[row] < most;
}

/** @throws ExploreError naming the features there are */
export function columnOf(rows: ErrorRows, name: string): ErrorColumn {
  const column = rows.columns.find(each => each.name === name);
  if (column) return column;
  const known = rows.columns.map(each => each.name).join(', ');
  throw new ExploreError(
    known
      ? `The run cannot be looked at by ${name}. It can by ${known}.`
      : `The run cannot be looked at by ${name}: no column is marked with slice: true in the data set's manifest.`,
  );
}

function ofClass(
  { classes }: ErrorRows,
  places: Int32Array,
  name: string | undefined,
): Test {
  if (name === undefined) return () => true;
  const place = classes.indexOf(name);
  if (place < 0)
    throw new ExploreError(
      `${name} is no class of this model. Its classes are ${classes
        .slice(0, 12)
        .join(', ')}.`,
    );
  return row => places[row] === place;
}

function indicesWhere(n: number, test: Test): Int32Array {
  const found = new Int32Array(n);
  let count = 0;
  for (let row = 0; row < n; row++) if (test(row)) found[count++] = row;
  return found.slice(0, count);
}
