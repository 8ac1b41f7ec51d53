import type { Predicate, Slice } from './Slice';

/**
 * Slices over the very same rows as one, under the description of fewest
 * predicates (of as many the first); the others stand in `sameRowsAs`.
 *
 * @param slices - as a search returned them, each naming those of its rows
 */
export function mergeSameRows(slices: readonly Slice[]): readonly Slice[] {
  const isTold = new Set<string>();
  return slices.flatMap(slice => {
    if (isTold.has(nameOf(slice.predicates))) return [];
    const descriptions = [slice.predicates, ...slice.sameRowsAs];
    for (const each of descriptions) isTold.add(nameOf(each));
    const shortest = descriptions.reduce((a, b) =>
      b.length < a.length ? b : a,
    );
    return [
      {
        ...slice,
        predicates: shortest,
        sameRowsAs: descriptions.filter(each => each !== shortest),
      },
    ];
  });
}

function nameOf(predicates: readonly Predicate[]): string {
  return predicates.map(({ feature, code }) => `${feature}=${code}`).join();
}
