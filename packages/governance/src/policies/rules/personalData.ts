import { z } from 'zod';
import type { Obligation } from '../../obligations/Obligation';
import { isWithin } from '../bounds';
import { concernsNot, fails, isUnknown, passes } from '../Outcome';
import { ruleKind } from '../RuleKind';

const NEEDS = ['consent', 'retention', 'use condition'] as const;

/** What tells of people is accompanied by what they agreed to, and until when. */
export const personalData = ruleKind({
  shape: {
    /** Obligations that must be declared beside it, here or upstream. */
    needs: z.array(z.enum(NEEDS)).min(1).max(NEEDS.length),
  },
  title: ({ needs }) => `Personal data comes with ${needs.join(' and ')}.`,
  check: ({ needs }, { binding, today }) => {
    if (!binding) return isUnknown('What it came from');
    const personal = binding.filter(
      ({ obligation }) => obligation.kind === 'personal data',
    );
    if (personal.length === 0)
      return concernsNot('It has no personal data, nor has what it came from.');
    const evidence = binding
      .filter(({ obligation }) => obligation.kind !== 'licence')
      .map(({ obligation, declaredBy }) => ({
        what: `${obligation.kind}, by ${declaredBy}`,
        value: wordsOf(obligation),
      }));
    const missing = needs.filter(
      need => !binding.some(({ obligation }) => obligation.kind === need),
    );
    if (missing.length > 0)
      return fails(
        `It has personal data (${
          personal[0].declaredBy
        }), and no ${missing.join(' or ')} is declared.`,
        'Declare it in the manifest of the data set that has the columns, or take the columns out.',
        evidence,
      );
    const over = needs.includes('retention')
      ? binding.find(
          ({ obligation }) =>
            obligation.kind === 'retention' &&
            obligation.until < Date.parse(today),
        )
      : undefined;
    return over
      ? fails(
          `What ${over.declaredBy} keeps of people had to be gone by ${wordsOf(
            over.obligation,
          )}.`,
          'Delete the rows, with all that holds copies of them.',
          evidence,
        )
      : passes(`It comes with ${needs.join(' and ')}.`, evidence);
  },
  isAsStrict: (inner, outer) => isWithin(outer.needs, inner.needs),
});

function wordsOf(obligation: Obligation): string {
  switch (obligation.kind) {
    case 'licence':
      return obligation.expression;
    case 'use condition':
      return obligation.text;
    case 'personal data':
      return obligation.columns.join(', ');
    case 'consent':
      return obligation.purpose;
    default:
      return new Date(obligation.until).toISOString().slice(0, 10);
  }
}
