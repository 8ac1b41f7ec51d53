const FIRST_ROOM = 256;

/** Conjunctions that are measured together. Its room is used again: a block is searched in less time than new memory is brought. */
export class Gathered {
  #members: Int32Array;
  #mostRows = new Float64Array(FIRST_ROOM);
  #count = 0;

  constructor(private readonly width: number) {
    this.#members = new Int32Array(FIRST_ROOM * width);
  }

  /** Side by side, until something is pushed or cleared. */
  get members(): Int32Array {
    return this.#members.subarray(0, this.#count * this.width);
  }

  /** The most rows each can have. */
  get mostRows(): Float64Array {
    return this.#mostRows.subarray(0, this.#count);
  }

  clear(): void {
    this.#count = 0;
  }

  push(members: ArrayLike<number>, mostRows: number): void {
    const { width } = this;
    if (this.#count === this.#mostRows.length) this.#grow();
    const first = this.#count * width;
    // Of two or three numbers a loop takes less than a call of `set`.
    for (let p = 0; p < width; p++) this.#members[first + p] = members[p];
    this.#mostRows[this.#count++] = mostRows;
  }

  #grow(): void {
    const [members, mostRows] = [this.#members, this.#mostRows];
    this.#members = new Int32Array(members.length * 2);
    this.#members.set(members);
    this.#mostRows = new Float64Array(mostRows.length * 2);
    this.#mostRows.set(mostRows);
  }
}
