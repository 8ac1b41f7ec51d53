import { median } from '../../median';
import type { Boxes } from '../Boxes';
import type { AnnotatedImage } from './AnnotatedImage';
import type { BoxMatch } from './matchBoxes';

/** A box that most annotators drew. */
export type ConsensusBox = {
  readonly corners: readonly [
    left: number,
    top: number,
    right: number,
    bottom: number,
  ];
  readonly class: number;
  /** Annotators who drew it, of those who saw the picture. */
  readonly drawnBy: number;
  readonly seenBy: number;
  /** Of those who drew it, how many gave it this class. */
  readonly classVotes: number;
};

/**
 * The boxes that more than half of the annotators drew who saw the picture:
 * each edge is the median of theirs, the class the most frequent, of equals
 * the lower.
 */
export function consensusBoxes(
  image: AnnotatedImage,
  matches: readonly BoxMatch[],
): ConsensusBox[] {
  const seenBy = image.filter(boxes => boxes !== null).length;
  return matches
    .filter(match => 2 * match.length > seenBy)
    .map(match => {
      const edge = (side: number) =>
        median(
          match.map(
            ({ annotator, box }) =>
              (image[annotator] as Boxes).corners[4 * box + side],
          ),
        );
      const votes = new Map<number, number>();
      for (const { annotator, box } of match) {
        const kind = (image[annotator] as Boxes).classes[box];
        votes.set(kind, (votes.get(kind) ?? 0) + 1);
      }
      const [[kind, classVotes]] = [...votes].sort(
        (p, q) => q[1] - p[1] || p[0] - q[0],
      );
      return {
        corners: [edge(0), edge(1), edge(2), edge(3)],
        class: kind,
        drawnBy: match.length,
        seenBy,
        classVotes,
      };
    });
}
