import { z } from 'zod';
import { fails, isUnknown, passes } from '../Outcome';
import { ruleKind } from '../RuleKind';

const DAY_MILLIS = 24 * 60 * 60 * 1_000;

/** Somebody approved it, and not too long ago. */
export const reviewed = ruleKind({
  shape: { withinDays: z.int().min(1).max(3_660) },
  title: ({ withinDays }) =>
    `It was approved within the last ${withinDays} days.`,
  check: ({ withinDays }, { approvedOn, today }) => {
    if (approvedOn === undefined) return isUnknown('Whether it was approved');
    const remedy = 'Ask for a review.';
    if (approvedOn === 'never')
      return fails('No approval of it is in force.', remedy);
    const days = Math.floor(
      (Date.parse(today) - Date.parse(approvedOn)) / DAY_MILLIS,
    );
    const evidence = [{ what: 'approved on', value: approvedOn }];
    const message = `It was approved on ${approvedOn}, ${days} days ago.`;
    return days <= withinDays
      ? passes(message, evidence)
      : fails(message, remedy, evidence);
  },
  isAsStrict: (inner, outer) => inner.withinDays <= outer.withinDays,
});
