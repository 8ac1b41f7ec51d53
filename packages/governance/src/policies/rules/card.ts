import { z } from 'zod';
import { fails, isUnknown, passes } from '../Outcome';
import { percent } from '../percent';
import { ruleKind } from '../RuleKind';

/** A version is described. */
export const card = ruleKind({
  shape: {
    /** Share of what its template asks for, from 0 to 1. */
    completenessAtLeast: z.number().min(0).max(1),
  },
  title: asked =>
    `The card says at least ${percent(
      asked.completenessAtLeast,
    )} of what its template asks for.`,
  check: ({ completenessAtLeast }, facts) => {
    if (!facts.card) return isUnknown('The card');
    const { completeness, missing } = facts.card;
    const evidence = [
      { what: 'completeness', value: percent(completeness) },
      ...missing.map(what => ({ what: 'missing', value: what })),
    ];
    return completeness >= completenessAtLeast
      ? passes(`The card is ${percent(completeness)} complete.`, evidence)
      : fails(
          `The card is ${percent(completeness)} complete, and ${percent(
            completenessAtLeast,
          )} are asked for.`,
          `Write ${missing.slice(0, 3).join(', ') || 'what is missing'}.`,
          evidence,
        );
  },
  isAsStrict: (inner, outer) =>
    inner.completenessAtLeast >= outer.completenessAtLeast,
});
