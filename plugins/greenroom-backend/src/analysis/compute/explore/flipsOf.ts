import type {
  ErrorAnswerTo,
  FlippedSlice,
} from '@greenroom/backstage-plugin-greenroom-common';
import { differenceOfPairs } from '@greenroom/error-analysis';
import { columnOf } from './chooseRows';
import { conditionOf } from './conditionOf';
import { groupFrom } from './groupOf';
import type { CodedSide, RunPair } from './RunPair';
import { sharedSide } from './sharedSide';
import { takeSlices } from './takeSlices';

type Flips = NonNullable<ErrorAnswerTo<'changes'>['against']>['flips'];

/** Rows of both runs that were right and are wrong, or the other way round, and the groups they gather in. */
export function flipsOf(pair: RunPair, k: number): Flips {
  const broken = sharedSide(pair, 'broken');
  const fixed = sharedSide(pair, 'fixed');
  // As many rows each; of every flip the one side has 1 where the other has 0.
  const { pValue } = differenceOfPairs(fixed.errors, broken.errors, 'zero-one');
  return {
    rows: broken.errors.length,
    broken: sum(broken.errors),
    fixed: sum(fixed.errors),
    pValue,
    brokenSlices: slicesOf(pair, broken, k),
    fixedSlices: slicesOf(pair, fixed, k),
  };
}

function slicesOf(pair: RunPair, side: CodedSide, k: number): FlippedSlice[] {
  if (side.codes.length === 0 || sum(side.errors) === 0) return [];
  const { found, taken } = takeSlices({ ...side, k }, 'added');
  return taken.map(({ slice, addedErrors }) => ({
    where: slice.predicates.map(({ feature, code }) =>
      conditionOf(columnOf(pair.after.rows, pair.features[feature]), code),
    ),
    ...groupFrom(slice, 'zero-one'),
    lift: slice.averageError / found.averageError,
    qValue: slice.qValue,
    addedErrors,
  }));
}

function sum(errors: Float64Array): number {
  return errors.reduce((total, error) => total + error, 0);
}
