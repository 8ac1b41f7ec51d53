import { GrowingArray } from './GrowingArray';
import { MetricError } from './MetricError';

/**
 * What is drawn as one in a resample, for each row: the hash of the row's key,
 * or of the group that its rows belong to (a query, a patient). Where a chunk
 * names none, its rows count on by index.
 *
 * Intervals are the same for any order of rows and any number of shards where
 * units are named; by index they depend on the order, as the index does.
 */
export class RowUnits {
  readonly #units = new GrowingArray(n => new Uint32Array(n));

  add(rows: number, units?: ArrayLike<number>): void {
    if (units && units.length !== rows) {
      throw new MetricError(
        `${units.length} units are named for ${rows} rows. Name one for each row.`,
      );
    }
    const first = this.#units.length;
    if (units) this.#units.append(units);
    else for (let i = 0; i < rows; i++) this.#units.push(first + i);
  }

  merge(other: RowUnits): void {
    this.#units.append(other.#units.values);
  }

  get values(): Uint32Array {
    return this.#units.values;
  }
}
