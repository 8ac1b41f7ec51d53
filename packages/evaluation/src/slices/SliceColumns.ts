import type { Row } from '@greenroom/dataset';
import { type GatheredColumn, gatherColumn } from './gatherColumn';

/** A column that rows are told apart by. */
export type SliceFeature = {
  readonly name: string;
  readonly isNumber: boolean;
  readonly unit?: string;
};

/** Its value in each row, numbers in bins. */
export type EncodedFeature = {
  readonly name: string;
  readonly codes: Int32Array;
  readonly labels: readonly string[];
  /** Code of rows without a value, where there are some. */
  readonly missing?: number;
};

/** Gathers the cells that rows are told apart by, chunk by chunk. */
export class SliceColumns {
  readonly #columns: readonly GatheredColumn[];

  constructor(features: readonly SliceFeature[]) {
    this.#columns = features.map(gatherColumn);
  }

  add(rows: readonly Row[]): void {
    for (const column of this.#columns)
      for (const row of rows) column.push(row[column.feature.name]);
  }

  finish(): EncodedFeature[] {
    return this.#columns.map(column => {
      const { name, unit } = column.feature;
      const { codes, labels } = column.encoded();
      const missing = column.lacksSome ? { missing: labels.length - 1 } : {};
      return {
        name: unit ? `${name} (${unit})` : name,
        codes,
        labels,
        ...missing,
      };
    });
  }
}
