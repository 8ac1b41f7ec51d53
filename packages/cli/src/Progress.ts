/** Shorter work shows nothing. */
const QUIET_MS = 500;
const EVERY_MS = 100;
const WIDTH = 24;

/** A bar on standard error, where that is a terminal and the work is long. */
export class Progress {
  readonly #begun = performance.now();
  #shown = 0;

  constructor(
    private readonly what: string,
    private readonly total: number,
    private readonly out: NodeJS.WriteStream = process.stderr,
  ) {}

  at(done: number): void {
    const now = performance.now();
    if (!this.out.isTTY || now - this.#begun < QUIET_MS) return;
    if (now - this.#shown < EVERY_MS) return;
    this.#shown = now;
    const full = Math.round((done / this.total) * WIDTH);
    this.out.write(
      `\r${this.what} [${'#'.repeat(full)}${'.'.repeat(
        WIDTH - full,
      )}] ${done}/${this.total}`,
    );
  }

  /** Leaves the line as it was. */
  end(): void {
    if (this.#shown > 0) this.out.write('\r\u001b[K');
  }
}
