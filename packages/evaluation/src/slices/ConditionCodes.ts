import type { Row } from '@greenroom/dataset';
import type { DeclaredConditions } from '@greenroom/manifest';
import { integers } from '../metrics/rows/GrowingArray';
import { conditionsName, meetsConditions } from './meetsConditions';
import type { EncodedFeature } from './SliceColumns';

/** The value of rows that do not meet the conditions. */
export const OTHER_ROWS = 'other rows';

/** Which rows meet some conditions, chunk by chunk: a feature of two values. */
export class ConditionCodes {
  readonly #codes = integers();

  constructor(private readonly where: DeclaredConditions) {}

  add(rows: readonly Row[]): void {
    this.#codes.append(
      rows.map(row => (meetsConditions(this.where, row) ? 0 : 1)),
    );
  }

  finish(): EncodedFeature {
    const name = conditionsName(this.where);
    return { name, codes: this.#codes.values, labels: [name, OTHER_ROWS] };
  }
}
