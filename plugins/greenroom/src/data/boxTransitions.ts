import {
  boxChanges,
  changeWord,
} from '@greenroom/backstage-plugin-greenroom-common';
import { boxesOfLabel } from '../components/labelWords';
import type { Transition } from './transitionGrid';

/**
 * What changed between all boxes of pictures, box by box and the most frequent
 * first: "moved", "added", "from 4 to 9". Undefined where a label is a class.
 */
export function boxTransitions(
  transitions: readonly Transition[],
): readonly { word: string; count: number }[] | undefined {
  const counts = new Map<string, number>();
  for (const { from, to, count } of transitions) {
    const before = boxesOfLabel(from);
    const after = boxesOfLabel(to);
    if (!before || !after) return undefined;
    for (const change of boxChanges(before, after)) {
      const word = changeWord(change);
      counts.set(word, (counts.get(word) ?? 0) + count);
    }
  }
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count || a.word.localeCompare(b.word, 'en'));
}
