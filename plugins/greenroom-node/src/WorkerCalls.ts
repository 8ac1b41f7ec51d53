import type {
  ComputeAnswer,
  ComputeContext,
  ComputeRequest,
} from './ComputeExecutor';

/** Below the plugin's own address, the routes that a worker on another machine calls. */
export const WORKER_PATH = '/worker';

/**
 * One computation, open to one worker on another machine. Whoever has the
 * token reads this computation's task and inputs, and leaves its outputs and
 * its answer; it opens nothing else, and nothing once the call is closed.
 */
export type WorkerCall = {
  /** 256 random bits. It is kept nowhere: the desk knows its hash. */
  readonly token: string;
  /** What the worker will fetch. */
  readonly inputBytes: number;
  /** Whether a worker has come for it. */
  readonly isTaken: () => boolean;
  /**
   * Settles once.
   *
   * @throws WorkerLostError where the worker was not heard of for too long
   * @throws Error where it ended without an answer, e.g. at a limit
   */
  readonly answer: Promise<ComputeAnswer>;
  /** Ends the token: a worker that still has it stops when it next says something. */
  close(): void;
};

/** Where computations are opened to workers that are not children of this process. */
export interface WorkerCalls {
  open(request: ComputeRequest, context: ComputeContext): Promise<WorkerCall>;
}
