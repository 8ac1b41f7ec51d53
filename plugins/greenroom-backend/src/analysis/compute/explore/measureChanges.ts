import type { ErrorAnswerTo } from '@greenroom/backstage-plugin-greenroom-common';
import {
  type ChangeParts,
  changeOfSlices,
  type Moments,
  pairedChangeOfSlices,
  partsOfChange,
  type Predicate,
  type SharedRows,
  type SliceChange,
} from '@greenroom/error-analysis';
import { columnOf } from './chooseRows';
import { kindOf } from './groupOf';
import { type RunPair, type RunSide, sideOf } from './RunPair';

type Change = NonNullable<
  NonNullable<ErrorAnswerTo<'changes'>['against']>['change']
>;

/** A slice in both runs. */
export type MeasuredChange = {
  readonly before: Moments;
  readonly after: Moments;
  readonly test: SliceChange;
  /** Absent where a run has no such row. */
  readonly parts?: ChangeParts;
};

/** How slices fared from the one run to the other, by a test of paired rows where both have the same. */
export function measureChanges(
  pair: RunPair,
  slices: readonly (readonly Predicate[])[],
): readonly MeasuredChange[] {
  const first = sideOf(pair.before, pair.features);
  const second = sideOf(pair.after, pair.features);
  const shareOf = sharer(pair);
  const measured = slices.map(predicates => {
    const before = momentsOf(first, predicates);
    const after = momentsOf(second, predicates);
    const parts = partsOfChange(before, after, shareOf(predicates));
    return { before, after, parts: parts && byData(parts, pair) };
  });
  const tests = hasSameRows(pair)
    ? pairedChangeOfSlices(second.codes, slices, first.errors, second.errors)
    : changeOfSlices(
        {
          whole: momentsOf(first, []),
          slices: measured.map(({ before }) => before),
          errors: kindOf(first.errors),
        },
        {
          whole: momentsOf(second, []),
          slices: measured.map(({ after }) => after),
          errors: kindOf(second.errors),
        },
      );
  return measured.map((each, i) => ({ ...each, test: tests[i] }));
}

/** How all rows that were chosen fared. */
export function wholeChange(pair: RunPair): Change | undefined {
  const [{ test, parts }] = measureChanges(pair, [[]]);
  if (!parts) return undefined;
  const { value, interval, pValue } = test;
  return { value, ...interval, pValue, parts };
}

/** One model says another thing of a row only where the row was edited. */
function byData(parts: ChangeParts, { isOfSameModel }: RunPair): ChangeParts {
  return isOfSameModel
    ? { ...parts, model: 0, rows: parts.rows + parts.model }
    : parts;
}

function momentsOf(
  { codes, errors }: ReturnType<typeof sideOf>,
  predicates: readonly Predicate[],
): Moments {
  let size = 0;
  let sumError = 0;
  let sumSquares = 0;
  for (let row = 0; row < errors.length; row++) {
    if (!meets(codes, predicates, row)) continue;
    size++;
    sumError += errors[row];
    sumSquares += errors[row] ** 2;
  }
  return { size, sumError, sumSquares };
}

function meets(
  codes: readonly Int32Array[],
  predicates: readonly Predicate[],
  row: number,
): boolean {
  for (const { feature, code } of predicates)
    if (codes[feature][row] !== code) return false;
  return true;
}

/** What rows made that are in a slice in both runs. */
function sharer({ before, after, old, edited, features }: RunPair) {
  const codesOf = ({ rows }: RunSide) =>
    features.map(name => columnOf(rows, name).codes);
  const [first, second] = [codesOf(before), codesOf(after)];
  const isChosen = new Uint8Array(before.rows.keys.length);
  for (const row of before.chosen) isChosen[row] = 1;
  const keepsLabel = labelTest(before, after);
  return (predicates: readonly Predicate[]): SharedRows => {
    const shared = { size: 0, keptChange: 0, relabelledChange: 0 };
    for (const row of after.chosen) {
      const place = old[row];
      if (place < 0 || isChosen[place] === 0) continue;
      if (!meets(second, predicates, row) || !meets(first, predicates, place))
        continue;
      shared.size++;
      const change = after.errors[row] - before.errors[place];
      if (!keepsLabel(row, place)) shared.relabelledChange += change;
      // Of a row that reads otherwise nobody knows what the model alone made: it is the data's.
      else if (edited[row] === 0) shared.keptChange += change;
    }
    return shared;
  };
}

/** Classes may stand in another order, or be others. */
function labelTest({ rows: first }: RunSide, { rows: second }: RunSide) {
  const places = second.classes.map(name => first.classes.indexOf(name));
  return (row: number, place: number) =>
    (places[second.given[row]] ?? -1) === first.given[place];
}

/** Whether both have the same rows, each with the same features. */
function hasSameRows({ before, after, old, features }: RunPair): boolean {
  if (before.chosen.length !== after.chosen.length) return false;
  for (let i = 0; i < after.chosen.length; i++)
    if (old[after.chosen[i]] !== before.chosen[i]) return false;
  return features.every(name => {
    const first = columnOf(before.rows, name).codes;
    const second = columnOf(after.rows, name).codes;
    return after.chosen.every(row => first[old[row]] === second[row]);
  });
}
