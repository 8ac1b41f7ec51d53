import type { Boxes } from '../Boxes';

/** What each annotator drew in one picture; null where the annotator never saw it. */
export type AnnotatedImage = readonly (Boxes | null)[];

/** Box `box` of annotator `annotator` in a picture. */
export type BoxPlace = { readonly annotator: number; readonly box: number };

/** Pairs of annotators, the lower first. */
export function annotatorPairs(
  annotators: number,
): (readonly [a: number, b: number])[] {
  return Array.from({ length: annotators }, (_, a) =>
    Array.from(
      { length: annotators - a - 1 },
      (__, i) => [a, a + i + 1] as const,
    ),
  ).flat();
}
