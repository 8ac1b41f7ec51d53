import { z } from 'zod';
import {
  concernsNot,
  fails,
  isBeingComputed,
  isUnknown,
  passes,
} from '../Outcome';
import { ruleKind } from '../RuleKind';

/** Labels do not rest on one person. */
export const annotators = ruleKind({
  shape: { atLeast: z.int().min(1).max(10_000) },
  title: ({ atLeast }) => `At least ${atLeast} people labelled it.`,
  check: ({ atLeast }, { kind, labels }) => {
    if (kind !== 'dataset') return concernsNot('Only data sets have labels.');
    if (labels === 'none') return concernsNot('It declares no labels.');
    if (labels === 'being computed') return isBeingComputed('Who labelled it');
    if (!labels) return isUnknown('Who labelled it');
    const evidence = [{ what: 'annotators', value: String(labels.annotators) }];
    return labels.annotators >= atLeast
      ? passes(`${labels.annotators} people labelled it.`, evidence)
      : fails(
          labels.annotators === 0
            ? 'It does not say who labelled which row.'
            : `${labels.annotators} of at least ${atLeast} people labelled it.`,
          'Have others label rows, and name the column of annotators in its manifest.',
          evidence,
        );
  },
  isAsStrict: (inner, outer) => inner.atLeast >= outer.atLeast,
});
