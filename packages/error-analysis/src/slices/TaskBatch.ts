/**
 * Rows times slices that a task asks for: enough that sending it to another
 * thread costs little, and few enough that the threshold keeps up.
 */
const TASK_ROWS = 2 ** 31;
const TASK_SLICES = { least: 256, most: 16_384 } as const;

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
    this.#members = new Int32Array(this.#most * width);
    this.#mostRows = new Float64Array(this.#most);
  }

  /** All that is gathered, where this conjunction makes it enough. */
  push(members: ArrayLike<number>, mostRows: number): Gathered | undefined {
    this.#members.set(members, this.#count * this.width);
    this.#mostRows[this.#count++] = mostRows;
    return this.#count === this.#most ? this.take() : undefined;
  }

  /** What is gathered so far; nothing is left. */
  take(): Gathered | undefined {
    if (this.#count === 0) return undefined;
    const gathered = {
      width: this.width,
      members: this.#members.subarray(0, this.#count * this.width),
      mostRows: this.#mostRows.subarray(0, this.#count),
    };
    this.#members = new Int32Array(this.#most * this.width);
    this.#mostRows = new Float64Array(this.#most);
    this.#count = 0;
    return gathered;
  }
}
