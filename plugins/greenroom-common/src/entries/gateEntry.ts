import { z } from 'zod';
import type { Condition } from '../cohort';
import { declared } from './declaredFields';

/** A bound on the accuracy on some rows that a model's manifest is to set. */
export const gateEntrySchema = z.object({
  ...declared,
  kind: z.literal('gate'),
  evaluation: z.string().min(1).max(200),
  /** From 0 to 1. */
  min: z.number().min(0).max(1),
});
export type GateEntry = z.infer<typeof gateEntrySchema>;

/** An evaluation has one gate on the same rows. */
export function gateEntryKey(
  entry: Pick<GateEntry, 'evaluation' | 'where'>,
): string {
  const where = entry.where.map(conditionText).sort();
  return `gate ${entry.evaluation} ${where.join(' ')}`;
}

/** The same for the same condition, in whatever order its fields come. */
function conditionText(condition: Condition): string {
  const { type, feature } = condition;
  const ends =
    type === 'range' ? [condition.from, condition.below, condition.closed] : [];
  const values = type === 'is' ? condition.values : ends;
  return JSON.stringify([type, feature, ...values]);
}
