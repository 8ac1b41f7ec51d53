import { type DerivedFeature, derivedName } from '@greenroom/error-analysis';
import type { DerivedSliceFeature } from './DerivedInput';

type Value = string | number | null;

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

  /** A feature with the same value in every row tells none apart. */
  finish(): { feature: DerivedSliceFeature; values: readonly Value[] }[] {
    return this.derived.flatMap((derived, f) => {
      const values = this.#values[f];
      const first = values.find(value => value !== null);
      if (values.every(value => value === null || value === first)) return [];
      const { isNumber, unit } = derived;
      const name = derivedName(this.column, derived);
      return [
        { feature: { name, unit, isNumber, derivedFrom: this.column }, values },
      ];
    });
  }
}

/** Nobody tells rows apart by less; what is nought but for rounding is nought. */
const STEPS = 1e4;

function legible(value: string | number): string | number {
  return typeof value === 'number' ? Math.round(value * STEPS) / STEPS : value;
}
