import type { Condition } from '@greenroom/backstage-plugin-greenroom-common';
import { labelsOf, rangesOf } from '@greenroom/error-analysis';
import type { ErrorColumn } from './ErrorRows';

/** What all rows with this code have, as a condition that people can read and change. */
export function conditionOf(
  { name, plan }: ErrorColumn,
  code: number,
): Condition {
  const labels = labelsOf(plan);
  const isMissing = plan.missing === 'a code' && code === labels.length - 1;
  if (isMissing) return { type: 'missing', feature: name };
  return plan.kind === 'ranges'
    ? { type: 'range', feature: name, ...rangesOf(plan)[code] }
    : { type: 'is', feature: name, values: [labels[code]] };
}
