import type {
  ErrorAnswerTo,
  ErrorView,
} from '@greenroom/backstage-plugin-greenroom-common';
import { within } from './chooseRows';
import type { ErrorRows } from './ErrorRows';
import type { Explored } from './Explored';
import { errorsOf, groupOf } from './groupOf';

/** Confusions that are named of a cohort. */
const MOST_CONFUSIONS = 3;

/** Groups of the chosen rows side by side. */
export function cohortsOf(
  { rows, chosen, errors }: Explored,
  { cohorts }: Extract<ErrorView, { type: 'cohorts' }>,
): ErrorAnswerTo<'cohorts'> {
  const right = rows.wrong.map(wrong => 1 - wrong);
  return {
    type: 'cohorts',
    cohorts: cohorts.map(({ name, where }) => {
      const own = within(rows, chosen, where);
      return {
        name,
        where,
        ...groupOf(errors, own),
        accuracy: groupOf(right, own).rate,
        ...(rows.loss
          ? { meanLoss: groupOf(errorsOf(rows, 'loss'), own).rate }
          : {}),
        confusions: confusionsOf(rows, own),
      };
    }),
  };
}

function confusionsOf(
  { given, predicted, classes, wrong }: ErrorRows,
  own: Int32Array,
) {
  const counts = new Map<number, number>();
  for (const row of own) {
    if (wrong[row] === 0 || given[row] < 0 || predicted[row] < 0) continue;
    const cell = given[row] * classes.length + predicted[row];
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || a - b)
    .slice(0, MOST_CONFUSIONS)
    .map(([cell, count]) => ({
      given: classes[Math.floor(cell / classes.length)],
      predicted: classes[cell % classes.length],
      rows: count,
    }));
}
