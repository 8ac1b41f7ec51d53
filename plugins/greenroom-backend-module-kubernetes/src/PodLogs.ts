import { setTimeout } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import type { Cluster } from './Cluster';
import { followLog } from './followLog';

/** For the last lines of a log, once all is over. */
const LAST_LINES_MILLIS = 2_000;

/** The logs of pods, each followed once. */
export class PodLogs {
  readonly #ended = new AbortController();
  readonly #followed = new Map<string, Promise<void>>();

  constructor(
    private readonly cluster: Cluster,
    private readonly tell: (line: string) => void,
  ) {}

  follow(pod: V1Pod): void {
    const name = pod.metadata!.name!;
    if (this.#followed.has(name)) return;
    this.#followed.set(
      name,
      followLog(this.cluster, name, this.#ended.signal, this.tell),
    );
  }

  /** After the last lines, or without them where they do not come soon. */
  async end(): Promise<void> {
    await Promise.race([
      Promise.all(this.#followed.values()),
      setTimeout(LAST_LINES_MILLIS, undefined, { ref: false }),
    ]);
  }

  stop(): void {
    this.#ended.abort();
  }
}
