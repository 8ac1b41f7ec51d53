import type { Size } from './sliceScore';

const FIRST_ROOM = 64;

/** Slices of one width side by side; can be sent between threads as they are. */
export type LevelSlices = {
  readonly width: number;
  readonly members: Int32Array;
  readonly size: Float64Array;
  readonly sumError: Float64Array;
  readonly maxError: Float64Array;
};

/** All slices of one number of predicates that are still of interest, sorted by their members. */
export class SliceLevel {
  #count = 0;
  #members: Int32Array;
  #size = new Float64Array(FIRST_ROOM);
  #sumError = new Float64Array(FIRST_ROOM);
  #maxError = new Float64Array(FIRST_ROOM);

  constructor(readonly width: number) {
    this.#members = new Int32Array(FIRST_ROOM * width);
  }

  static of(slices: LevelSlices): SliceLevel {
    const level = new SliceLevel(slices.width);
    level.append(slices);
    return level;
  }

  slices(): LevelSlices {
    return {
      width: this.width,
      members: this.#members.slice(0, this.#count * this.width),
      size: this.#size.slice(0, this.#count),
      sumError: this.#sumError.slice(0, this.#count),
      maxError: this.#maxError.slice(0, this.#count),
    };
  }

  get count(): number {
    return this.#count;
  }

  member(slice: number, position: number): number {
    return this.#members[slice * this.width + position];
  }

  last(slice: number): number {
    return this.#members[slice * this.width + this.width - 1];
  }

  size(slice: number): number {
    return this.#size[slice];
  }

  sumError(slice: number): number {
    return this.#sumError[slice];
  }

  maxError(slice: number): number {
    return this.#maxError[slice];
  }

  /** Adds a slice; it comes after all that are there. */
  push(members: ArrayLike<number>, { size, sumError, maxError }: Size): void {
    const at = this.#count++;
    if (at === this.#size.length) this.#grow();
    this.#members.set(members, at * this.width);
    this.#size[at] = size;
    this.#sumError[at] = sumError;
    this.#maxError[at] = maxError;
  }

  /** Adds slices of as many members; they come after all that are there. */
  append({ members, size, sumError, maxError }: LevelSlices): void {
    const at = this.#count;
    this.#count += size.length;
    while (this.#size.length < this.#count) this.#grow();
    this.#members.set(members, at * this.width);
    this.#size.set(size, at);
    this.#sumError.set(sumError, at);
    this.#maxError.set(maxError, at);
  }

  /** Those that pass, in the same order. */
  filter(passes: (slice: Size) => boolean): SliceLevel {
    const kept = new SliceLevel(this.width);
    for (let i = 0; i < this.#count; i++) {
      const slice = {
        size: this.#size[i],
        sumError: this.#sumError[i],
        maxError: this.#maxError[i],
      };
      if (passes(slice))
        kept.push(
          this.#members.subarray(i * this.width, (i + 1) * this.width),
          slice,
        );
    }
    return kept;
  }

  /** One behind the last slice that has all members but the last in common with this one. */
  groupEnd(slice: number): number {
    let end = slice + 1;
    while (end < this.#count && this.#hasSamePrefix(slice, end)) end++;
    return end;
  }

  #hasSamePrefix(a: number, b: number): boolean {
    for (let p = 0; p < this.width - 1; p++)
      if (this.member(a, p) !== this.member(b, p)) return false;
    return true;
  }

  #grow(): void {
    this.#members = grown(this.#members);
    this.#size = grown(this.#size);
    this.#sumError = grown(this.#sumError);
    this.#maxError = grown(this.#maxError);
  }
}

function grown<T extends Int32Array | Float64Array>(values: T): T {
  const more = new (values.constructor as new (length: number) => T)(
    values.length * 2,
  );
  more.set(values);
  return more;
}
