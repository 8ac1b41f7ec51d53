import { z } from 'zod';
import {
  concernsNot,
  fails,
  isBeingComputed,
  isUnknown,
  passes,
} from '../Outcome';
import { percent } from '../percent';
import { ruleKind } from '../RuleKind';

/** Labels are right often enough, at the upper end of the interval. */
export const labelNoise = ruleKind({
  shape: {
    /** Share of wrong labels, from 0 to 1. */
    atMost: z.number().min(0).max(1),
    /** Where people must have judged a sample drawn at random; a model's estimate counts otherwise. */
    by: z.enum(['audit', 'audit or estimate']).default('audit or estimate'),
  },
  title: ({ atMost, by }) =>
    `At most ${percent(atMost)} of labels are wrong${
      by === 'audit' ? ', as an audit tells' : ''
    }.`,
  check: ({ atMost, by }, { kind, labels }) => {
    if (kind !== 'dataset') return concernsNot('Only data sets have labels.');
    if (labels === 'none') return concernsNot('It declares no labels.');
    const question = 'How many labels are wrong';
    if (labels === 'being computed') return isBeingComputed(question);
    if (!labels?.noise) return isUnknown(question);
    const { noise, noiseBy } = labels;
    const upper = noise.high ?? noise.value;
    const evidence = [
      { what: `wrong labels, by ${noiseBy}`, value: percent(noise.value) },
      { what: 'upper end of the interval', value: percent(upper) },
    ];
    if (by === 'audit' && noiseBy !== 'audit')
      return fails(
        'No audit has told how many labels are wrong.',
        'Draw an audit sample in the tab Labels, and have people judge it.',
        evidence,
      );
    return upper <= atMost
      ? passes(`Up to ${percent(upper)} of labels are wrong.`, evidence)
      : fails(
          `Up to ${percent(upper)} of labels are wrong, and ${percent(
            atMost,
          )} are allowed.`,
          'Repair labels in the resolver, or audit more rows for a narrower interval.',
          evidence,
        );
  },
  isAsStrict: (inner, outer) =>
    inner.atMost <= outer.atMost &&
    (outer.by === 'audit or estimate' || inner.by === 'audit'),
});
