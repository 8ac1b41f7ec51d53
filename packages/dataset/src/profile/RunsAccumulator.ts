import type { Histogram } from './ColumnProfile';

export type Runs = {
  /** Different values. */
  readonly distinct: number;
  /** The most frequent, ties by value. */
  readonly top: readonly { readonly value: number; readonly count: number }[];
  readonly histogram: Histogram;
};

/**
 * What numbers hold, from their values in ascending order, each with how often
 * it stands; a value may come several times in a row. Keeps no values but the
 * most frequent.
 */
export class RunsAccumulator {
  private value = NaN;
  private count = 0;
  private distinct = 0;
  private bin = 0;
  private readonly counts: number[];
  private readonly top: { value: number; count: number }[] = [];

  constructor(
    private readonly edges: readonly number[],
    private readonly topSize: number,
  ) {
    this.counts = new Array<number>(edges.length - 1).fill(0);
  }

  add(value: number, count: number): void {
    if (value !== this.value) {
      this.closeRun();
      this.value = value;
      this.count = 0;
    }
    this.count += count;
    while (
      this.bin < this.counts.length - 1 &&
      value >= this.edges[this.bin + 1]
    )
      this.bin++;
    this.counts[this.bin] += count;
  }

  finish(): Runs {
    this.closeRun();
    this.count = 0;
    return {
      distinct: this.distinct,
      top: this.top,
      histogram: { edges: this.edges, counts: this.counts },
    };
  }

  private closeRun(): void {
    if (this.count === 0) return;
    this.distinct++;
    const { top, topSize, count, value } = this;
    if (top.length === topSize && !(count > top[topSize - 1]?.count)) return;
    const after = top.findIndex(other => other.count < count);
    top.splice(after === -1 ? top.length : after, 0, { value, count });
    top.length = Math.min(top.length, topSize);
  }
}
