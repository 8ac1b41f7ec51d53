/** A row, the row of another split that it resembles most, and how much. */
export type NearLeak = {
  readonly row: number;
  readonly other: number;
  /** 0 to 1. */
  readonly similarity: number;
};

/** The nearest row of each other split for every row; ties by the lesser row. */
export class NearLeaks {
  private readonly best = new Map<string, NearLeak>();

  add(leak: NearLeak, otherSplit: string | number): void {
    const key = `${leak.row} ${otherSplit}`;
    const found = this.best.get(key);
    if (
      !found ||
      leak.similarity > found.similarity ||
      (leak.similarity === found.similarity && leak.other < found.other)
    )
      this.best.set(key, leak);
  }

  all(): NearLeak[] {
    return [...this.best.values()];
  }
}

/** What a search for near rows found, and sentences on how. */
export type NearResult = {
  readonly leaks: readonly NearLeak[];
  readonly remarks: readonly string[];
};
