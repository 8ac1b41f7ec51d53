import { z } from 'zod';
import {
  concernsNot,
  fails,
  isBeingComputed,
  isUnknown,
  passes,
} from '../Outcome';
import { ruleKind } from '../RuleKind';

/** What a model is tested on is not what it was trained on. */
export const disjointSplits = ruleKind({
  shape: { rowsAtMost: z.int().min(0).default(0) },
  title: ({ rowsAtMost }) =>
    rowsAtMost === 0
      ? 'No row of a test split is in training.'
      : `At most ${rowsAtMost} rows of test splits are in training.`,
  check: ({ rowsAtMost }, { kind, leaks }) => {
    if (kind !== 'dataset') return concernsNot('Only data sets have splits.');
    if (leaks === 'none') return concernsNot('It declares no splits.');
    const question = 'Whether rows of its test splits are in training';
    if (!leaks) return isUnknown(question);
    if (leaks === 'being computed') return isBeingComputed(question);
    const evidence = [{ what: 'shared rows', value: String(leaks.rows) }];
    return leaks.rows <= rowsAtMost
      ? passes(
          leaks.rows === 0
            ? 'No row of a test split was found in training.'
            : `${leaks.rows} rows of test splits are in training.`,
          evidence,
        )
      : fails(
          `${leaks.rows} rows of test splits are in training.`,
          'Look at Leakage in the tab Data, and take them out of one split.',
          evidence,
        );
  },
  isAsStrict: (inner, outer) => inner.rowsAtMost <= outer.rowsAtMost,
});
