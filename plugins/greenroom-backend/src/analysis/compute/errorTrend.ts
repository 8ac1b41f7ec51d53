import type {
  Cohort,
  ErrorGroup,
  ErrorMeasure,
} from '@greenroom/backstage-plugin-greenroom-common';
import { compareErrors, comparePaired } from '@greenroom/evaluation';
import { Z_95 } from '@greenroom/label-quality';
import { within } from './explore/chooseRows';
import type { ErrorRows } from './explore/ErrorRows';
import { ExploreError } from './explore/ExploreError';
import { errorsOf, groupOf } from './explore/groupOf';
import {
  type ErrorRowsInput,
  likeOf,
  readErrorRows,
} from './explore/readErrorRows';

export type ErrorTrendInput = {
  readonly where: Cohort;
  readonly measure: ErrorMeasure;
  /** The oldest first; features are cut into values as the last has them. */
  readonly runs: readonly (ErrorRowsInput & { readonly runId: string })[];
};

export type TrendPoint = {
  readonly runId: string;
  readonly all: ErrorGroup;
  /** Absent where the run lacks a feature or probabilities. */
  readonly cohort?: ErrorGroup;
  /** Less the run before, on rows of the cohort that both have. */
  readonly change?: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly pValue: number;
    readonly rows: number;
  };
};

/** One cohort in run after run. */
export async function errorTrend(
  { where, measure, runs }: ErrorTrendInput,
  tell: (fraction: number, message?: string) => void,
): Promise<TrendPoint[]> {
  const last = runs[runs.length - 1];
  const reference = await readErrorRows(last);
  const plans = new Map(
    reference.columns.map(({ name, plan }) => [name, plan]),
  );
  const points: TrendPoint[] = [];
  let before: ErrorRows | undefined;
  for (const [i, run] of runs.entries()) {
    tell(i / runs.length, `Run ${i + 1} of ${runs.length}`);
    const isLast = i === runs.length - 1;
    const rows = isLast
      ? reference
      : await readErrorRows(likeOf(last, run), plans);
    const point = pointOf(rows, where, measure, before);
    points.push({ runId: run.runId, ...point });
    before = rows;
  }
  return points;
}

function pointOf(
  rows: ErrorRows,
  where: Cohort,
  measure: ErrorMeasure,
  before: ErrorRows | undefined,
): Omit<TrendPoint, 'runId'> {
  const everyRow = Int32Array.from(rows.keys, (_, row) => row);
  const all = groupOf(rows.wrong, everyRow);
  try {
    const errors = errorsOf(rows, measure);
    const own = within(rows, everyRow, where);
    return {
      all: groupOf(errors, everyRow),
      cohort: groupOf(errors, own),
      ...(before ? { change: changeOn(rows, own, before, measure) } : {}),
    };
  } catch (error) {
    if (error instanceof ExploreError) return { all };
    throw error;
  }
}

/** Undefined where the runs share no row of the cohort. */
function changeOn(
  rows: ErrorRows,
  own: Int32Array,
  before: ErrorRows,
  measure: ErrorMeasure,
): TrendPoint['change'] {
  const places = new Map(before.keys.map((key, row) => [key, row]));
  const pairs = Array.from(own).flatMap(row => {
    const old = places.get(rows.keys[row]);
    return old === undefined ? [] : [{ row, old }];
  });
  if (pairs.length < 2) return undefined;
  if (measure === 'wrong') {
    const { delta, mcnemarP } = comparePaired(
      pairs.map(({ old }) => before.wrong[old] === 1),
      pairs.map(({ row }) => rows.wrong[row] === 1),
    );
    const { value, low, high } = delta;
    return { value, low, high, pValue: mcnemarP, rows: pairs.length };
  }
  if (!before.loss) return undefined;
  const first = pairs.map(({ old }) => before.loss![old]);
  const second = pairs.map(({ row }) => rows.loss![row]);
  return { ...meanChange(first, second), rows: pairs.length };
}

/** Mean of paired differences with its 95 % interval (normal) and the p value of Student's paired test. */
function meanChange(first: readonly number[], second: readonly number[]) {
  const n = first.length;
  const differences = first.map((each, i) => second[i] - each);
  const value = differences.reduce((sum, d) => sum + d, 0) / n;
  const squares = differences.reduce((sum, d) => sum + (d - value) ** 2, 0);
  const spread = Z_95 * Math.sqrt(squares / (n - 1) / n);
  return {
    value,
    low: value - spread,
    high: value + spread,
    pValue:
      squares === 0 ? Number(value === 0) : compareErrors(second, first).tP,
  };
}
