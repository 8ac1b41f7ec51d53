import type {
  ErrorAnswerTo,
  ErrorView,
} from '@greenroom/backstage-plugin-greenroom-common';
import { chooseRows, columnOf } from './chooseRows';
import { changedSlices } from './changedSlices';
import type { Explored } from './Explored';
import { flipsOf } from './flipsOf';
import { errorsOf, groupOf } from './groupOf';
import { wholeChange } from './measureChanges';
import type { RunPair } from './RunPair';
import { remarkOn } from './summaryOf';

const DEFAULT_SLICES = 10;

/** What got worse and better since another run: slices, by model or by data, and rows that flipped. */
export function changesOf(
  explored: Explored,
  { features, k = DEFAULT_SLICES }: Extract<ErrorView, { type: 'changes' }>,
): ErrorAnswerTo<'changes'> {
  const { rows, chosen, errors, before, which, measure } = explored;
  const after = groupOf(errors, chosen);
  if (!before) {
    return {
      type: 'changes',
      after,
      remark:
        'This is the only run on this split of this data set. Slices are put beside those of another run once there is one.',
    };
  }
  const pair: RunPair = {
    before: {
      rows: before.rows,
      errors: errorsOf(before.rows, measure),
      chosen: chooseRows(before.rows, which),
    },
    after: { rows, errors, chosen },
    old: before.old,
    edited: before.edited,
    isOfSameModel: before.isOfSameModel,
    // What one of them lacks tells nothing about both.
    features: (features ?? rows.columns.map(({ name }) => name)).filter(name =>
      before.rows.columns.some(column => column.name === name),
    ),
  };
  for (const name of pair.features) columnOf(rows, name);
  const { slices, foundOn, measured } = changedSlices(pair, k);
  return {
    type: 'changes',
    after,
    against: {
      runId: before.runId,
      name: before.name,
      before: groupOf(pair.before.errors, pair.before.chosen),
      change: wholeChange(pair),
      foundOn,
      measured,
      slices,
      flips: flipsOf(pair, k),
    },
    remark: remarkOnPair(explored, pair),
  };
}

function remarkOnPair(
  explored: Explored,
  { before, after, features }: RunPair,
): string | undefined {
  if (after.chosen.length === 0) return remarkOn(explored);
  if (before.chosen.length === 0)
    return 'The other run has no row that meets the filter. Remove a condition, or choose another run.';
  if (features.length === 0)
    return 'The two runs have no feature in common to tell rows apart by. Mark columns with "slice: true" in the manifest of the data set.';
  return undefined;
}
