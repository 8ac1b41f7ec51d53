import { z } from 'zod';
import { FAIRNESS_METRICS } from '@greenroom/manifest';
import { isAtLeastAs, isAtMostAs } from '../bounds';
import { concernsNot, fails, isUnknown, passes } from '../Outcome';
import type { Measured } from '../PolicyFacts';
import { ruleKind } from '../RuleKind';

/** A decision falls on groups evenly enough, at the unfavourable end of the interval. */
export const fairness = ruleKind({
  shape: {
    metric: z.enum(FAIRNESS_METRICS),
    /** Of distances between groups. */
    atMost: z.number().min(0).max(1).optional(),
    /** Of ratios between groups. */
    atLeast: z.number().min(0).max(1).optional(),
  },
  title: ({ metric, atMost, atLeast }) =>
    `Between groups ${metric} is ${[
      ...(atMost === undefined ? [] : [`at most ${atMost}`]),
      ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ].join(' and ')}.`,
  check: ({ metric, atMost, atLeast }, { kind, evaluations }) => {
    if (kind !== 'model') return concernsNot('Only models decide on groups.');
    if (!evaluations) return isUnknown('What its evaluations came to');
    const measured = evaluations.flatMap(each =>
      each.fairness.flatMap(({ column, figures }) =>
        Object.hasOwn(figures, metric)
          ? [{ where: `${column}, ${each.name}`, figure: figures[metric] }]
          : [],
      ),
    );
    const evidence = measured.map(({ where, figure }) => ({
      what: where,
      value: `${ends(figure).low} to ${ends(figure).high}`,
    }));
    if (measured.length === 0)
      return fails(
        `No evaluation tells ${metric} between groups.`,
        'Declare fairness with its groups at an evaluation in its manifest.',
      );
    const bad = measured.find(
      ({ figure }) =>
        (atMost !== undefined && ends(figure).high > atMost) ||
        (atLeast !== undefined && ends(figure).low < atLeast),
    );
    return bad
      ? fails(
          `${metric} between the groups of ${bad.where} may be anything from ${
            ends(bad.figure).low
          } to ${ends(bad.figure).high}.`,
          'Look at the rows of the groups in the tab Errors; collect more rows of the small ones.',
          evidence,
        )
      : passes(`${metric} is within its bounds for all groups.`, evidence);
  },
  isAsStrict: (inner, outer) =>
    inner.metric === outer.metric &&
    isAtMostAs(inner.atMost, outer.atMost) &&
    isAtLeastAs(inner.atLeast, outer.atLeast),
});

function ends({ value, low = value, high = value }: Measured) {
  const short = (end: number) => Number(end.toFixed(3));
  return { low: short(low), high: short(high) };
}
