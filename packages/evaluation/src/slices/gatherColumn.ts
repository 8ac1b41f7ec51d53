import { binNumbers, encodeCategories } from '@greenroom/error-analysis';
import type { Row } from '@greenroom/dataset';
import { floats } from '../metrics/rows/GrowingArray';
import type { EncodedFeature, SliceFeature } from './SliceColumns';

/** The cells of one column as they come. */
export type GatheredColumn = {
  readonly feature: SliceFeature;
  readonly lacksSome: boolean;
  push(cell: Row[string] | undefined): void;
  /** What is missing has the last code. */
  encoded(): Pick<EncodedFeature, 'codes' | 'labels'>;
};

class NumberColumn implements GatheredColumn {
  readonly #values = floats();
  lacksSome = false;

  constructor(readonly feature: SliceFeature) {}

  push(cell: Row[string] | undefined): void {
    const value =
      cell === null || cell === undefined ? Number.NaN : Number(cell);
    this.lacksSome ||= Number.isNaN(value);
    this.#values.push(value);
  }

  encoded() {
    return binNumbers(this.#values.values);
  }
}

class TextColumn implements GatheredColumn {
  readonly #values: (string | null)[] = [];
  lacksSome = false;

  constructor(readonly feature: SliceFeature) {}

  push(cell: Row[string] | undefined): void {
    this.lacksSome ||= cell === null || cell === undefined;
    this.#values.push(
      cell === null || cell === undefined ? null : String(cell),
    );
  }

  encoded() {
    return encodeCategories(this.#values);
  }
}

export function gatherColumn(feature: SliceFeature): GatheredColumn {
  return feature.isNumber ? new NumberColumn(feature) : new TextColumn(feature);
}
