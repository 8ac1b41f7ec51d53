import {
  DERIVED_CLUSTER,
  type DerivedFeature,
  derivedName,
} from '@greenroom/error-analysis';
import { legible } from '@greenroom/evaluation';
import type { DerivedSliceFeature } from './DerivedInput';

type Value = string | number | null;

/** A feature with its value in each row. */
export type DerivedFound = {
  readonly feature: DerivedSliceFeature;
  readonly values: readonly Value[];
};

/** The features that are read off one column, by the numbers of the rows. */
export class DerivedValues<Key extends string> {
  readonly #values: Value[][];

  constructor(
    private readonly column: string,
    private readonly derived: readonly DerivedFeature<Key>[],
    rows: number,
  ) {
    this.#values = derived.map(() => new Array<Value>(rows).fill(null));
  }

  set(row: number, read: Readonly<Record<Key, string | number>>): void {
    this.derived.forEach(({ key }, f) => {
      this.#values[f][row] = legible(read[key]);
    });
  }

  finish(): DerivedFound[] {
    return this.derived.flatMap((derived, f) => {
      const { isNumber, unit } = derived;
      const name = derivedName(this.column, derived);
      return told({
        feature: { name, unit, isNumber, derivedFrom: this.column },
        values: this.#values[f],
      });
    });
  }
}

/** The clusters of a column's rows as a feature; none where there are none. */
export function clusterFeature(
  column: string,
  values: readonly (string | null)[] | undefined,
): DerivedFound[] {
  if (!values) return [];
  return told({
    feature: {
      name: derivedName(column, DERIVED_CLUSTER),
      isNumber: false,
      derivedFrom: column,
      isOfVersion: true,
    },
    values,
  });
}

/** A feature with the same value in every row tells none apart. */
function told(found: DerivedFound): DerivedFound[] {
  const { values } = found;
  const first = values.find(value => value !== null);
  const isConstant = values.every(value => value === null || value === first);
  return isConstant ? [] : [found];
}
