import { BinarySample } from '../binary/BinarySample';
import { confusionMetrics, Outcomes } from '../binary/confusionMetrics';
import type { MetricValues, Sample, Share } from '../rows/Accumulator';
import { defined } from '../rows/defined';
import type { FairnessOptions } from './FairnessAccumulator';

/** Rows of two outcomes, each of one group. */
export class FairnessSample implements Sample {
  constructor(
    readonly given: Uint8Array,
    readonly scores: Float64Array,
    readonly groups: Int32Array,
    readonly units: Uint32Array,
    readonly options: FairnessOptions,
  ) {}

  get rows(): number {
    return this.given.length;
  }

  get cost(): number {
    return 2 * this.rows;
  }

  /**
   * Greatest distance between any two groups, and the least ratio: demographic
   * parity (of selection rates: Dwork et al. 2012), equal opportunity (of true
   * positive rates) and equalised odds (the worse of true and false positive
   * rates: Hardt et al. 2016). Groups without the rows for a rate are left out
   * of it.
   */
  values(weights: ArrayLike<number>): MetricValues {
    const rates = this.#outcomes(weights).map(ratesOf);
    const selection = rates.map(({ selectionRate }) => selectionRate);
    const hits = rates.map(({ tpr }) => tpr);
    const alarms = rates.map(({ fpr }) => fpr);
    return defined({
      demographicParityDifference: distance(selection),
      demographicParityRatio: ratio(selection),
      equalOpportunityDifference: distance(hits),
      equalizedOddsDifference: Math.max(distance(hits), distance(alarms)),
      equalizedOddsRatio: Math.min(ratio(hits), ratio(alarms)),
    });
  }

  shares(): Readonly<Record<string, Share>> {
    return {};
  }

  /** The rows of one group, to be measured by themselves. */
  ofGroup(group: number): BinarySample | undefined {
    const own = Array.from(this.groups.keys()).filter(
      i => this.groups[i] === group,
    );
    if (own.length === 0) return undefined;
    return new BinarySample(
      Uint8Array.from(own, i => this.given[i]),
      Float64Array.from(own, i => this.scores[i]),
      Uint32Array.from(own, i => this.units[i]),
      { threshold: this.options.threshold, scale: 'score' },
    );
  }

  #outcomes(weights: ArrayLike<number>): Outcomes[] {
    const counts = new Float64Array(4 * this.options.groups.length);
    for (let i = 0; i < this.rows; i++) {
      const selected = this.scores[i] >= this.options.threshold ? 1 : 0;
      counts[4 * this.groups[i] + 2 * this.given[i] + selected] += weights[i];
    }
    return this.options.groups.map((_, g) => {
      const [tn, fp, fn, tp] = counts.subarray(4 * g, 4 * g + 4);
      return { tp, fp, tn, fn };
    });
  }
}

/** What is compared between groups; NaN where a group has no such rows. */
export function ratesOf(outcomes: Outcomes): {
  selectionRate: number;
  tpr: number;
  fpr: number;
} {
  const { tp, fp, tn, fn } = outcomes;
  const { recall, specificity } = confusionMetrics(outcomes);
  return {
    selectionRate: (tp + fp) / (tp + fp + tn + fn),
    tpr: recall,
    fpr: 1 - specificity,
  };
}

function distance(rates: readonly number[]): number {
  const known = rates.filter(Number.isFinite);
  return known.length < 2 ? NaN : Math.max(...known) - Math.min(...known);
}

/** 1 where every group has a rate of 0. */
function ratio(rates: readonly number[]): number {
  const known = rates.filter(Number.isFinite);
  if (known.length < 2) return NaN;
  const most = Math.max(...known);
  return most === 0 ? 1 : Math.min(...known) / most;
}
