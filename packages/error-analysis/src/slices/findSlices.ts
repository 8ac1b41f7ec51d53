import { searchSlices } from './searchSlices';
import type { SliceAnswer, SliceSpace } from './Slice';
import { SliceRows, SliceTable } from './SliceRows';
import { runOn } from './SliceTask';

export type SliceQuestion = SliceTable & SliceSpace;

/**
 * The k slices with the highest score above 0, exactly, of rows that are all
 * here; `searchSlices` is the same over shards.
 *
 * @throws RangeError for arrays that do not fit together, errors below 0, or a
 *   k, level, support or alpha that cannot be
 */
export function findSlices(question: SliceQuestion): SliceAnswer {
  return runOn(new SliceRows(question), searchSlices(question));
}
