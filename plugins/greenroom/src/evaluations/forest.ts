import type { TestedDifference } from '@greenroom/backstage-plugin-greenroom-common';
import { metricBetter, metricUnit } from '../components/numbers';

/** A difference that a picture of intervals can show. */
export type ForestRow = {
  readonly name: string;
  readonly metric: string;
  readonly difference: TestedDifference;
};

/** One line of the picture, its places in per cent of the width; better is to the right. */
export type ForestMark = {
  readonly name: string;
  readonly at: number;
  readonly low: number;
  readonly high: number;
  readonly tone: 'better' | 'worse' | 'open';
};

/** Room beyond the furthest interval, as a share of what is shown. */
const MARGIN = 0.05;
/** Chance of any line being called better or worse where nothing differs. */
const ALPHA = 0.05;

/**
 * Differences with their intervals on one scale, which is why metrics that are
 * no shares, and those without an interval, are not among them. The scale has
 * nothing in the middle.
 */
export function forest(rows: readonly ForestRow[]): ForestMark[] {
  const shown = rows.flatMap(({ name, metric, difference }) => {
    const { value, low, high, holmP } = difference;
    if (low === undefined || high === undefined) return [];
    if (metricUnit(metric) !== 'percent') return [];
    const sign = metricBetter(metric) === 'more' ? 1 : -1;
    const [least, most] = [sign * low, sign * high].sort((a, b) => a - b);
    return [{ name, value: sign * value, least, most, holmP }];
  });
  const furthest =
    Math.max(
      ...shown.flatMap(({ value, least, most }) =>
        [value, least, most].map(Math.abs),
      ),
    ) || 1;
  const scale = (value: number) =>
    50 + (50 * value) / (furthest * (1 + MARGIN));
  return shown.map(({ name, value, least, most, holmP = 1 }) => ({
    name,
    at: scale(value),
    low: scale(least),
    high: scale(most),
    tone: holmP >= ALPHA || value === 0 ? 'open' : toneOf(value),
  }));
}

function toneOf(value: number): 'better' | 'worse' {
  return value > 0 ? 'better' : 'worse';
}
