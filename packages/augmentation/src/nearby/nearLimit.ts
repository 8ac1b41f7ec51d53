import { NEAR_DUPLICATE_THRESHOLD } from '@greenroom/label-quality';
import { medianOf } from '../medianOf';
import type { Kind, RowsNearby } from './RowsNearby';

/**
 * As near as rows that are nearly the same: 0.13 of the median distance of
 * training rows to their nearest (cleanlab's Datalab). Where most rows have
 * copies, the others tell how far apart rows are.
 *
 * @param most - rows that are asked, about, evenly spread
 */
export function nearLimit(
  nearby: RowsNearby,
  train: Kind,
  most: number,
): number {
  const step = Math.max(1, Math.floor((train.to - train.from) / most));
  const spacing: number[] = [];
  for (let row = train.from; row < train.to; row += step)
    spacing.push(nearby.nearest(row, train, 1)[0]?.distance ?? 0);
  const middle = medianOf(spacing) || medianOf(spacing.filter(d => d > 0));
  return NEAR_DUPLICATE_THRESHOLD * (middle || 0);
}
