import { FalseDiscovery } from '../statistics/FalseDiscovery';
import { Tally } from '../statistics/Tally';
import type { SliceMeasures } from './SliceStep';
import {
  kindOfTest,
  type Moments,
  type SliceTestKind,
  testSlice,
} from './sliceTest';
import { fromNumber, type TestedBlock } from './TestedBlock';

/**
 * All slices that were looked at, each a test of whether it has more error than
 * the rest. One that has no more, or that its score bound ruled out uncounted,
 * stands in the family with p = 1, which can only make the others' q larger.
 */
export class TestedSlices {
  readonly kind: SliceTestKind;
  #unremarkable = 0;
  /** How many slices of the same size and errors, by both in one number. */
  readonly #alike = new Tally();
  readonly #pValues: number[] = [];

  constructor(
    private readonly whole: Moments,
    errors: SliceMeasures['errors'],
  ) {
    this.kind = kindOfTest(errors);
  }

  add({ unremarkable, alike, pValues }: TestedBlock): void {
    this.#unremarkable += unremarkable;
    for (let i = 0; i < alike.length; i++) this.#alike.add(alike[i]);
    for (let i = 0; i < pValues.length; i++) this.#pValues.push(pValues[i]);
  }

  pValue(slice: Moments): number {
    return testSlice(this.kind, slice, this.whole);
  }

  /** Over all that were added; any slice may overlap any other. */
  falseDiscovery(): FalseDiscovery {
    const rates = new FalseDiscovery();
    rates.add(1, this.#unremarkable);
    for (const pValue of this.#pValues) rates.add(pValue, 1);
    for (const [number, count] of this.#alike)
      rates.add(this.pValue(fromNumber(number, this.whole)), count);
    return rates;
  }
}
