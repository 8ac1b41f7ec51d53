/** Something of a height that wants its centre at a place; both in CSS pixels. */
export type Wish = { readonly height: number; readonly centre: number };

/**
 * Tops of things that stand one below the other in this order, none closer to
 * the next than `gap`, so that the squares of what each is moved from the place
 * it wants add up to the least there is: isotonic regression by pooling adjacent
 * violators (Barlow, Bartholomew, Bremner and Brunk 1972).
 */
export function spreadOut(wishes: readonly Wish[], gap: number): number[] {
  // Less what stands above it, a place that keeps the distance never goes down.
  const above: number[] = [];
  let taken = 0;
  const pools: { sum: number; size: number }[] = [];
  for (const { height, centre } of wishes) {
    above.push(taken);
    let pool = { sum: centre - height / 2 - taken, size: 1 };
    taken += height + gap;
    for (
      let last = pools.at(-1);
      last && last.sum / last.size >= pool.sum / pool.size;
      last = pools.at(-1)
    ) {
      pool = { sum: last.sum + pool.sum, size: last.size + pool.size };
      pools.pop();
    }
    pools.push(pool);
  }
  const places = pools.flatMap(({ sum, size }) =>
    Array.from({ length: size }, () => sum / size),
  );
  return places.map((place, i) => place + above[i]);
}
