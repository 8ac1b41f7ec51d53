import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { JobStore, Lease } from './JobStore';

const HEARTBEATS_A_LEASE = 5;

/**
 * A lease in a worker's hands: renewed by heartbeat until it is let go.
 * `signal` aborts when it is lost: somebody cancelled the job, another worker
 * has it, or the store could not be reached for as long as a lease lasts.
 */
export class HeldLease {
  readonly #lost = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #leaseMillis: number;
  #untilMillis: number;
  #progress = 0;
  #message: string | undefined;

  constructor(
    private readonly store: JobStore,
    private readonly logger: LoggerService,
    readonly lease: Lease,
  ) {
    this.#leaseMillis = store.leaseSeconds * 1000;
    this.#untilMillis = Date.now() + this.#leaseMillis;
    this.#heartbeat = setInterval(
      () => void this.renew(),
      this.#leaseMillis / HEARTBEATS_A_LEASE,
    );
  }

  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  /** What the next renewal says of the work. */
  report(progress: number, message?: string): void {
    this.#progress = progress;
    this.#message = message;
  }

  async renew(): Promise<void> {
    const now = Date.now();
    // A connection that hangs must not let two workers have one job for long.
    if (now >= this.#untilMillis) this.lose();
    try {
      if (await this.store.renew(this.lease, this.#progress, this.#message))
        this.#untilMillis = now + this.#leaseMillis;
      else this.lose();
    } catch (error) {
      this.logger.warn(`A lease was not renewed: ${stringifyError(error)}`);
    }
  }

  lose(): void {
    this.#lost.abort();
  }

  /** No more heartbeats. */
  letGo(): void {
    clearInterval(this.#heartbeat);
  }
}
