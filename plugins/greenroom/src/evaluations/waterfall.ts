import type {
  AttributedMetric,
  AttributionFactor,
  Figure,
} from '@greenroom/backstage-plugin-greenroom-common';

/** One bar, its places in per cent of the picture's width. */
export type FallStep = {
  name: AttributionFactor | 'before' | 'after';
  from: number;
  to: number;
  /** Where the interval of the step's end lies. */
  low?: number;
  high?: number;
  /** Absent of the whole figures at both ends. */
  delta?: Figure;
};

/** Room beside the bars, as a share of what they span. */
const MARGIN = 0.1;

/**
 * Bars from the figure before by each share to the figure after, scaled to what
 * they and their intervals span. The two figures are marks, not bars: the picture
 * does not begin at nothing.
 */
export function waterfall({
  before,
  after,
  shares,
}: Pick<AttributedMetric, 'before' | 'after' | 'shares'>): FallStep[] {
  let at = before.value;
  const steps = shares.map(({ factor, ...delta }) => {
    const from = at;
    at += delta.value;
    return {
      name: factor,
      from,
      to: at,
      low: from + (delta.low ?? delta.value),
      high: from + (delta.high ?? delta.value),
      delta,
    };
  });
  const ends = [before.value, after.value];
  const values = [
    ...ends,
    ...steps.flatMap(({ to, low, high }) => [to, low, high]),
  ];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (most - least || 1) * MARGIN;
  const scale = (value: number) =>
    ((value - least + room) / (most - least + 2 * room || 1)) * 100;
  return [
    { name: 'before', from: scale(before.value), to: scale(before.value) },
    ...steps.map(step => ({
      ...step,
      from: scale(step.from),
      to: scale(step.to),
      low: scale(step.low),
      high: scale(step.high),
    })),
    { name: 'after', from: scale(after.value), to: scale(after.value) },
  ];
}
