import { type Size, TIE } from './sliceScore';

/** A slice that was counted. */
export type Counted = Size & {
  /** Places of the kept singles, ascending. */
  readonly members: readonly number[];
  readonly sumSquares: number;
  readonly score: number;
};

/** The k best slices, with all that tie with the last of them. */
export class TopSlices {
  #slices: Counted[] = [];

  /** @param floor - the score of the last of the k best that are known elsewhere */
  constructor(private readonly k: number, private readonly floor = 0) {}

  /** Scores below this, by more than a tie, need not be offered; never below 0. */
  get threshold(): number {
    return this.#slices.length < this.k
      ? this.floor
      : Math.max(this.floor, this.#slices[this.k - 1].score);
  }

  offer(slice: Counted): void {
    if (slice.score <= 0 || slice.score < this.threshold - TIE) return;
    let low = 0;
    let high = this.#slices.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#slices[middle].score < slice.score) high = middle;
      else low = middle + 1;
    }
    this.#slices.splice(low, 0, slice);
    let kept = this.#slices.length;
    while (kept > this.k && this.#slices[kept - 1].score < this.threshold - TIE)
      kept--;
    this.#slices.length = kept;
  }

  /** Best first; of those that tie the shorter first, then by their members. */
  list(): readonly Counted[] {
    const tied: Counted[][] = [];
    for (const slice of this.#slices) {
      const last = tied[tied.length - 1];
      if (last && last[last.length - 1].score - slice.score <= TIE)
        last.push(slice);
      else tied.push([slice]);
    }
    return tied.flatMap(group => group.sort(byMembers));
  }
}

function byMembers(a: Counted, b: Counted): number {
  if (a.members.length !== b.members.length)
    return a.members.length - b.members.length;
  const at = a.members.findIndex((member, i) => member !== b.members[i]);
  return at < 0 ? 0 : a.members[at] - b.members[at];
}
