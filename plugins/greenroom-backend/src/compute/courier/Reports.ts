import type { WorkerReport } from '../calls/protocol';
import type { PortalClient } from './PortalClient';

/** Tells the portal how far a computation is, the newest word only, and every few seconds that it lives. */
export class Reports {
  #newest: WorkerReport = { fraction: 0 };
  #isStopped = false;
  #wake = () => {};

  /** @param failed - where the portal wants no more of them, or is away for longer than a lease */
  constructor(
    private readonly portal: Pick<PortalClient, 'report'>,
    failed: (error: Error) => void,
    private readonly heartbeatSeconds: number,
  ) {
    this.#run().catch((error: Error) => {
      if (!this.#isStopped) failed(error);
    });
  }

  tell(fraction: number, message?: string): void {
    this.#newest = { fraction: Math.min(1, Math.max(0, fraction)), message };
    this.#wake();
  }

  stop(): void {
    this.#isStopped = true;
    this.#wake();
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      const said = this.#newest;
      await this.portal.report(said);
      if (this.#newest === said) await this.#news();
    }
  }

  /** Until there is some, or it is time for a heartbeat. */
  #news(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, this.heartbeatSeconds * 1000);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#isStopped) this.#wake();
    });
  }
}
