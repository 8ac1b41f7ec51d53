import type { SyntheticRow } from '../TrainingRows';
import type { DropReason } from './DropReason';

/** What is asked of the rows that no neighbour speaks against, in this order. */
export type Further<R extends SyntheticRow> = {
  /** What embeddings of their parents tell, which a made row has none of. */
  readonly embedded?: (
    rows: readonly R[],
  ) => readonly (DropReason | undefined)[];
  /** Whether a model takes a row for another class. */
  readonly judge?: (rows: readonly R[]) => Promise<readonly boolean[]>;
};

/**
 * Asks further of those rows that have no reason yet.
 *
 * @param reasons - of each row; undefined where it may stay so far
 */
export async function askFurther<R extends SyntheticRow>(
  made: readonly R[],
  reasons: readonly (DropReason | undefined)[],
  { embedded, judge }: Further<R>,
): Promise<(DropReason | undefined)[]> {
  const all = [...reasons];
  const left = () => made.flatMap((_, i) => (all[i] === undefined ? [i] : []));
  if (embedded) {
    const asked = left();
    const found = embedded(asked.map(i => made[i]));
    asked.forEach((i, at) => {
      all[i] = found[at];
    });
  }
  if (judge) {
    const asked = left();
    const isAcross = await judge(asked.map(i => made[i]));
    asked.forEach((i, at) => {
      if (isAcross[at]) all[i] = 'model-disagrees';
    });
  }
  return all;
}
