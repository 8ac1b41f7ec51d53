import type { CountPair } from './shareDistances';

export type TwoSampleResult = {
  /** Greatest distance of the two distribution functions (Kolmogorov 1933, Smirnov 1939), 0 to 1. */
  readonly kolmogorovSmirnov: number;
  /** Area between them, in units of the values: the Wasserstein distance of order 1 in one dimension (Vallender 1974). */
  readonly wasserstein: number;
  /** For each set of edges: counts below the first, between, and from the last on. */
  readonly bins: readonly (readonly CountPair[])[];
};

/**
 * Distances of two samples whose values come in ascending order, each with the
 * number of times it stands in either. A value may come several times in a row.
 * It keeps no values: its memory does not grow with the samples.
 */
export class TwoSampleAccumulator {
  private previous = NaN;
  private from = 0;
  private to = 0;
  private greatest = 0;
  private area = 0;
  private readonly sets: {
    readonly edges: readonly number[];
    readonly counts: { from: number; to: number }[];
    bin: number;
  }[];

  constructor(
    private readonly totals: CountPair,
    edgeSets: readonly (readonly number[])[],
  ) {
    this.sets = edgeSets.map(edges => ({
      edges,
      counts: Array.from({ length: edges.length + 1 }, () => ({
        from: 0,
        to: 0,
      })),
      bin: 0,
    }));
  }

  /** @throws Error where a value is less than the one before */
  add(value: number, from: number, to: number): void {
    if (value < this.previous)
      throw new Error('The values must come in ascending order.');
    if (value > this.previous) {
      const distance = this.distance();
      if (distance > this.greatest) this.greatest = distance;
      this.area += distance * (value - this.previous);
    }
    this.previous = value;
    this.from += from;
    this.to += to;
    for (const set of this.sets) {
      while (set.bin < set.edges.length && value >= set.edges[set.bin])
        set.bin++;
      set.counts[set.bin].from += from;
      set.counts[set.bin].to += to;
    }
  }

  finish(): TwoSampleResult {
    return {
      kolmogorovSmirnov: this.greatest,
      wasserstein: this.area,
      bins: this.sets.map(({ counts }) => counts),
    };
  }

  private distance(): number {
    const difference = this.from / this.totals.from - this.to / this.totals.to;
    return difference < 0 ? -difference : difference;
  }
}
