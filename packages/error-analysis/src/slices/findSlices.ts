import { searchSlices } from './searchSlices';
import type { SliceAnswer, SliceSpace } from './Slice';
import { SliceRows } from './SliceRows';
import { runBy } from './SliceStep';
import type { SliceTable } from './SliceTable';

export type SliceQuestion = SliceTable & SliceSpace;

/**
 * The k slices with the highest score above 0, exactly; `searchSlices` is the
 * same for several workers.
 *
 * @throws RangeError for arrays that do not fit together, errors below 0, or a
 *   k, level, support or alpha that cannot be
 */
export function findSlices(question: SliceQuestion): SliceAnswer {
  return runBy(new SliceRows(question), searchSlices(question));
}
