import { setTimeout } from 'node:timers/promises';
import type {
  ComputeAnswer,
  ComputeContext,
  WorkerCall,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { V1Pod } from '@kubernetes/client-node';
import type { Cluster } from './Cluster';
import { PodLogs } from './PodLogs';
import { podState, type PodState } from './podState';
import { Waiting } from './Waiting';

/** An answer comes before its pod's end; the news of both may cross. */
const CROSSING_MILLIS = 5_000;

/** One index of a Job: its call, its pod and that pod's log, until it has an answer or an end. */
export class FollowedShard {
  /** Settles once, after the last lines of its log; its token ends with it. */
  readonly answer: Promise<ComputeAnswer>;
  readonly #logs: PodLogs;
  readonly #waiting: Waiting;
  #fail!: (error: Error) => void;
  #isOver = false;
  #pod: V1Pod | undefined;

  constructor(
    cluster: Cluster,
    private readonly call: WorkerCall,
    private readonly context: ComputeContext,
    waitMillis: number,
  ) {
    this.#logs = new PodLogs(cluster, context.log);
    this.#waiting = new Waiting(Date.now(), waitMillis);
    const failed = new Promise<never>((_, reject) => {
      this.#fail = reject;
    });
    this.answer = this.#end(Promise.race([call.answer, failed]));
    // Whoever asked may look at another one first.
    this.answer.catch(() => {});
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get hasPod(): boolean {
    return this.#pod !== undefined;
  }

  get isRunning(): boolean {
    return (
      !this.#isOver &&
      this.#pod !== undefined &&
      podState(this.#pod).type === 'runs'
    );
  }

  fail(error: Error): void {
    this.#fail(error);
  }

  /** Another one has room, which will be free. */
  waitAnew(): void {
    this.#waiting.begin(Date.now());
  }

  /** @returns why it is lost, where it is */
  see(pod: V1Pod, change: 'is' | 'deleted'): string | undefined {
    this.#pod = pod;
    const state: PodState =
      change === 'deleted'
        ? { type: 'lost', message: 'Its pod was deleted.' }
        : podState(pod);
    if (state.type !== 'waits' && state.type !== 'stuck')
      this.#logs.follow(pod);
    return this.#judge(state, '');
  }

  /**
   * At what has not moved.
   *
   * @param otherwise - why it has no pod
   * @returns why it is lost, where it is
   */
  look(otherwise: string): string | undefined {
    return this.#judge(this.#pod && podState(this.#pod), otherwise);
  }

  #judge(state: PodState | undefined, otherwise: string): string | undefined {
    if (this.#isOver) return undefined;
    const message = state && 'message' in state ? state.message : otherwise;
    if (state?.type === 'lost') return message;
    if (state?.type === 'failed' || this.#waiting.isOver(state, Date.now()))
      this.#fail(new Error(message));
    else if (state?.type === 'done') this.#failAfterCrossing();
    else if (state?.type !== 'runs' && !this.call.isTaken())
      this.context.progress(0, message);
    return undefined;
  }

  #failAfterCrossing(): void {
    void setTimeout(CROSSING_MILLIS, undefined, { ref: false }).then(() =>
      this.#fail(
        new Error(
          'The worker ended without an answer. Look at greenroom.compute.kubernetes.image.',
        ),
      ),
    );
  }

  async #end(answer: Promise<ComputeAnswer>): Promise<ComputeAnswer> {
    try {
      return await answer;
    } finally {
      this.#isOver = true;
      this.call.close();
      if (!this.context.signal.aborted) await this.#logs.end();
      this.#logs.stop();
    }
  }
}
