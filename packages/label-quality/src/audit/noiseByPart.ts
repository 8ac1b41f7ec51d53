import { countStrata } from './countStrata';
import { type GroupNoise, noiseByGroup } from './noiseByGroup';

/** Of fewer decided rows nothing is said. */
const FEWEST_ROWS = 5;

/** A way to part rows into groups, e.g. by class. */
export type Parting<Row> = {
  readonly by: string;
  /** Undefined of a row that is in no group. */
  readonly nameOf: (row: Row) => string | undefined;
};

export type PartNoise = GroupNoise & { readonly by: string };

/**
 * Noise of every group of several partings, e.g. of each class and of each
 * annotator, from decided rows; intervals and q values hold for all groups of all
 * partings at once (see `noiseByGroup`). Groups of fewer than five decided rows
 * are left out, and partings that have one group only.
 */
export function noiseByPart<
  Row extends { readonly stratum: string; readonly isWrong: boolean },
>(
  strata: readonly { readonly name: string; readonly size: number }[],
  rows: readonly Row[],
  partings: readonly Parting<Row>[],
): PartNoise[] {
  const hit = (row: Row) => row.isWrong;
  const groups = partings.flatMap(({ by, nameOf }) => {
    const names = [...new Set(rows.flatMap(row => nameOf(row) ?? []))].sort();
    // One group alone is the whole.
    if (names.length < 2) return [];
    return names.flatMap(name => {
      const among = (row: Row) => nameOf(row) === name;
      return rows.filter(among).length < FEWEST_ROWS
        ? []
        : [{ by, name, strata: countStrata(strata, rows, { among, hit }) }];
    });
  });
  return noiseByGroup(countStrata(strata, rows, { hit }), groups).map(
    (found, i) => ({ ...found, by: groups[i].by }),
  );
}
