import type { PlacedEdge, Point } from '../layout/layOut';

/** Height of a line of words on an edge, in CSS pixels. */
export const WORDS_LINE = 14;

/** Where the words of an edge stand: in the middle of its first gap between layers. */
export function wordsAt({ points }: PlacedEdge): Point {
  const [start, next] = points;
  return { x: (start.x + next.x) / 2, y: (start.y + next.y) / 2 };
}
