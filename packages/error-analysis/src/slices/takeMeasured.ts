import type { SliceLevel } from './SliceLevel';
import { sliceScore, TIE, type Whole } from './sliceScore';
import type { SliceMeasures } from './SliceStep';
import type { TestedBlockBuilder } from './TestedBlock';
import type { TopSlices } from './TopSlices';

/**
 * Takes what was measured into account, and adds what can be the parent of
 * others to a level. Slices of too few rows say nothing.
 *
 * @param members - of all slices, side by side
 */
export function takeMeasured(
  into: {
    readonly whole: Whole;
    readonly tested: TestedBlockBuilder;
    readonly top: TopSlices;
  },
  members: Int32Array,
  found: SliceMeasures,
  level: SliceLevel | undefined,
): void {
  const { whole, tested, top } = into;
  const { size, sumError, sumSquares, maxError } = found;
  const width = members.length / size.length;
  for (let i = 0; i < size.length; i++) {
    if (size[i] < whole.minSupport) continue;
    tested.add(size[i], sumError[i], sumSquares[i]);
    if (sumError[i] === 0) continue;
    const score = sliceScore(whole, size[i], sumError[i]);
    const isGood = score > 0 && score >= top.threshold - TIE;
    if (!isGood && !level) continue;
    const own = members.subarray(i * width, (i + 1) * width);
    const counted = {
      size: size[i],
      sumError: sumError[i],
      sumSquares: sumSquares[i],
      maxError: maxError[i],
    };
    level?.push(own, counted);
    if (isGood) top.offer({ ...counted, members: Array.from(own), score });
  }
}
