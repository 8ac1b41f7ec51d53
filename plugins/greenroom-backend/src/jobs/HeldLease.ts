import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { JobStore, LEASE_SECONDS, Lease } from './JobStore';

const HEARTBEAT_MILLIS = (LEASE_SECONDS * 1000) / 5;

/**
 * A lease in a worker's hands: renewed by heartbeat until it is let go.
 * `signal` aborts when it is lost: somebody cancelled the job, another worker
 * has it, or the store could not be reached for as long as a lease lasts.
 */
export class HeldLease {
  readonly #lost = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;
  #untilMillis = Date.now() + LEASE_SECONDS * 1000;
  #progress = 0;
  #message: string | undefined;

  constructor(
    private readonly store: JobStore,
    private readonly logger: LoggerService,
    readonly lease: Lease,
  ) {
    this.#heartbeat = setInterval(() => void this.renew(), HEARTBEAT_MILLIS);
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
        this.#untilMillis = now + LEASE_SECONDS * 1000;
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
