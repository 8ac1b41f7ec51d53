import type {
  Audit,
  AuditSummary,
  DrawAuditRequest,
  Figure,
} from '@greenroom/backstage-plugin-greenroom-common';
import { labelName } from '../../components/labelWords';
import { count, plural, quantity } from '../../components/numbers';

type CurvePoint = Audit['curve'][number];

/** What the strata of a sample can be made by. */
export const STRATA: Readonly<
  Record<NonNullable<DrawAuditRequest['by']>, string>
> = {
  flagged: 'whether the model doubts the label',
  given: 'the given label',
  split: 'the split',
  annotator: 'who set the label',
};

/** "6.1 %, between 4.2 and 8.7 %". */
export function betweenWords({ value, low, high }: Figure): string {
  const at = quantity(value, 'percent');
  return low === undefined || high === undefined
    ? at
    : `${at}, between ${(low * 100).toFixed(1)} and ${quantity(
        high,
        'percent',
      )}`;
}

/** "6.1 % of labels are wrong, between 4.2 and 8.7 % (200 of 300 rows decided)". */
export function estimateSentence(
  audit: Pick<AuditSummary, 'noise' | 'decided' | 'size'>,
): string {
  const { noise, decided, size } = audit;
  const progress = `${count(decided)} of ${plural(size, 'row')} decided`;
  if (!noise) {
    return decided === 0
      ? `${plural(size, 'row')} drawn, none decided yet`
      : `Too few rows decided to say how many labels are wrong (${progress})`;
  }
  const [value, ...rest] = betweenWords(noise).split(', ');
  return `${[`${value} of labels are wrong`, ...rest].join(
    ', ',
  )} (${progress})`;
}

/** "random", or "stratified by the given label, split test". */
export function designWords(
  audit: Pick<AuditSummary, 'design' | 'by' | 'split'>,
): string {
  const { design, by, split } = audit;
  const strata =
    by !== undefined && Object.hasOwn(STRATA, by)
      ? STRATA[by as keyof typeof STRATA]
      : by;
  return [
    design === 'stratified' && strata ? `stratified by ${strata}` : design,
    ...(split === undefined ? [] : [`split ${split}`]),
  ].join(', ');
}

/**
 * What rows that are put off mean for the estimate: a sample is random only as
 * far as it is decided in the order of drawing.
 */
export function putOffWords(rows: number): string {
  if (rows === 0) return '';
  return `${plural(
    rows,
    'row',
  )} put off: rows drawn later in the same stratum do not count before ${
    rows === 1 ? 'it is' : 'these are'
  } decided.`;
}

/** What flagging at one point of the curve is expected to give. */
export function thresholdSentence(point: CurvePoint): string {
  const { threshold, flagged, precision, recall } = point;
  return [
    `A score of at most ${threshold.toFixed(2)} flags ${plural(
      flagged,
      'row',
    )}`,
    precision
      ? `of these ${betweenWords(precision)}, are expected to be wrong`
      : 'too few of these were audited to say how many are wrong',
    recall
      ? `they hold ${betweenWords(recall)}, of all wrong labels`
      : 'how many of all wrong labels they hold is not known yet',
  ].join('; ');
}

/** The point of the curve nearest to a threshold. */
export function nearestPoint(
  curve: readonly CurvePoint[],
  threshold: number,
): number {
  let best = 0;
  curve.forEach((point, index) => {
    const gap = Math.abs(point.threshold - threshold);
    if (gap < Math.abs(curve[best].threshold - threshold)) best = index;
  });
  return best;
}

/** Below this false discovery rate a group is said to differ from the rest. */
export const FINDING_Q = 0.05;

/** The group that stands out most, if one does. */
export function groupsFinding(groups: Audit['groups']): string {
  const found = groups
    .filter(({ qValue }) => qValue !== undefined && qValue < FINDING_Q)
    .sort((a, b) => b.noise.value - a.noise.value);
  if (found.length === 0)
    return 'No group is wrong more often than chance says';
  const { by, name, noise } = found[0];
  return `${by} ${labelName(name)} stands out: ${quantity(
    noise.value,
    'percent',
  )} of its labels are wrong`;
}
