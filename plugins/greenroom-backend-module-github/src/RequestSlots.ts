/**
 * GitHub allows 100 concurrent requests over all its APIs, and takes fewer for
 * better manners. Eight keep a first sync of a large organisation quick.
 */
export const REQUESTS_IN_FLIGHT = 8;

/** Lets a limited number of tasks run at a time; the others wait in the order they came. */
export class RequestSlots {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(limit: number = REQUESTS_IN_FLIGHT) {
    this.#free = limit;
  }

  async use<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) {
      this.#free -= 1;
    } else {
      await new Promise<void>(done => this.#waiting.push(done));
    }
    try {
      return await task();
    } finally {
      // Handed over, not freed and taken: nobody can come in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
