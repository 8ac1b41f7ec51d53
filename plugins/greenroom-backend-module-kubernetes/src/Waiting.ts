import type { PodState } from './podState';

/** A registry has bad minutes, and a kubelet tries again. */
const STUCK_MILLIS = 120_000;

/** How long a pod has waited for what it needs, and whether that is long enough. */
export class Waiting {
  #stuckSince: number | undefined;

  constructor(private since: number, private readonly waitMillis: number) {}

  /** What it waits for is held by one of its own, and comes when that ends. */
  begin(now: number): void {
    this.since = now;
  }

  /** @param state - undefined while there is no pod */
  isOver(state: PodState | undefined, now: number): boolean {
    if (state?.type === 'stuck') {
      this.#stuckSince ??= now;
      return now - this.#stuckSince >= STUCK_MILLIS;
    }
    this.#stuckSince = undefined;
    return (
      (state === undefined || state.type === 'waits') &&
      now - this.since >= this.waitMillis
    );
  }
}
