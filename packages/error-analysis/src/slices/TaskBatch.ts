import type { Conjunctions } from './SliceTask';

/**
 * Rows times slices that a task asks for: enough that sending it to another
 * thread costs little, and few enough that the threshold keeps up.
 */
const TASK_ROWS = 2 ** 28;
const TASK_SLICES = { least: 256, most: 16_384 } as const;

/** Gathers conjunctions until they make a task. */
export class TaskBatch {
  readonly #most: number;
  #members: Int32Array;
  #count = 0;

  constructor(private readonly width: number, rows: number) {
    this.#most = Math.min(
      TASK_SLICES.most,
      Math.max(TASK_SLICES.least, Math.floor(TASK_ROWS / rows)),
    );
    this.#members = new Int32Array(this.#most * width);
  }

  /** The task, where this conjunction fills it. */
  push(members: ArrayLike<number>): Conjunctions | undefined {
    this.#members.set(members, this.#count++ * this.width);
    return this.#count === this.#most ? this.take() : undefined;
  }

  /** What is gathered so far; nothing is left. */
  take(): Conjunctions | undefined {
    if (this.#count === 0) return undefined;
    const members = this.#members.subarray(0, this.#count * this.width);
    this.#members = new Int32Array(this.#most * this.width);
    this.#count = 0;
    return { kind: 'conjunctions', width: this.width, members };
  }
}
