/**
 * Rows times slices that a task asks for: enough that sending it to another
 * thread costs little, and few enough that the threshold keeps up.
 */
const TASK_ROWS = 2 ** 33;
const TASK_SLICES = { least: 256, most: 65_536 } as const;

/** Conjunctions that are measured together, and the most rows each can have. */
export type Gathered = {
  readonly width: number;
  readonly members: Int32Array;
  readonly mostRows: Float64Array;
};

/** Gathers conjunctions until they are worth a task. */
export class TaskBatch {
  readonly #most: number;
  #members: Int32Array;
  #mostRows: Float64Array;
  #count = 0;

  constructor(private readonly width: number, rows: number) {
    this.#most = Math.min(
      TASK_SLICES.most,
      Math.max(TASK_SLICES.least, Math.floor(TASK_ROWS / rows)),
    );
    this.#members = new Int32Array(TASK_SLICES.least * width);
    this.#mostRows = new Float64Array(TASK_SLICES.least);
  }

  /** All that is gathered, where this conjunction makes it enough. */
  push(members: ArrayLike<number>, mostRows: number): Gathered | undefined {
    const { width } = this;
    if (this.#count === this.#mostRows.length) this.#grow();
    const first = this.#count * width;
    // Of two or three numbers a loop takes less than a call of `set`.
    for (let p = 0; p < width; p++) this.#members[first + p] = members[p];
    this.#mostRows[this.#count++] = mostRows;
    return this.#count === this.#most ? this.take() : undefined;
  }

  /** What is gathered so far; nothing is left. */
  take(): Gathered | undefined {
    if (this.#count === 0) return undefined;
    const gathered = {
      width: this.width,
      members: this.#members.slice(0, this.#count * this.width),
      mostRows: this.#mostRows.slice(0, this.#count),
    };
    this.#count = 0;
    return gathered;
  }

  /** Most searches gather few; so much memory at once would be what they wait for. */
  #grow(): void {
    const [members, mostRows] = [this.#members, this.#mostRows];
    this.#members = new Int32Array(members.length * 2);
    this.#members.set(members);
    this.#mostRows = new Float64Array(mostRows.length * 2);
    this.#mostRows.set(mostRows);
  }
}
