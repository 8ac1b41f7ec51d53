import type { JsonObject, JsonValue } from '@backstage/types';

/** One computation. It reads files and leaves files. */
export type ComputeRequest = {
  readonly jobId: string;
  /** Names the worker's question; the rest of the task is its own business. */
  readonly task: JsonObject & { readonly kind: string };
  /** Files and folders of this machine that the task names, each by its whole path. */
  readonly inputs: readonly string[];
  /** An empty folder of this machine; what the worker left is in it once it answered. */
  readonly outDirectory: string;
};

export type ComputeContext = {
  readonly signal: AbortSignal;
  progress(fraction: number, message?: string): void;
  /** A line that the worker wrote for whoever looks for a cause. */
  log(line: string): void;
};

/** A computation, and whoever waits for it. */
export type AskedComputation = {
  readonly request: ComputeRequest;
  readonly context: ComputeContext;
};

/** What a worker says in the end: a result, or which input is at fault. */
export type ComputeAnswer =
  | { readonly type: 'result'; readonly result: JsonValue }
  | {
      readonly type: 'error';
      readonly message: string;
      readonly file?: string;
      readonly line?: number;
    };

/** What is promised of every computation, and whether the promise is kept here. */
export type ComputeGuarantee = {
  readonly name:
    | 'memory'
    | 'time'
    | 'disk'
    | 'network'
    | 'files'
    | 'processes'
    | 'orphans';
  readonly held: boolean;
  /** "A computation has no network." */
  readonly text: string;
  /** What to do where it is not held. */
  readonly remedy?: string;
};

/** Where computations are done, without credentials and database. */
export interface ComputeExecutor {
  /** A word for people: `local`, `kubernetes`. */
  readonly name: string;
  /**
   * @throws WorkerLostError where the worker went through no fault of the task
   * @throws Error where it ended without an answer, e.g. at a limit: the message names it and the remedy
   */
  compute(
    request: ComputeRequest,
    context: ComputeContext,
  ): Promise<ComputeAnswer>;
  /**
   * Several of one job, each answered as by `compute` and none by another's
   * worker; as many at a time as there is room for. One that is lost costs no
   * other one.
   */
  computeEach(
    asked: readonly AskedComputation[],
  ): readonly Promise<ComputeAnswer>[];
  guarantees(): Promise<readonly ComputeGuarantee[]>;
}

/** The worker was taken away: a node drained, a spot machine reclaimed. Its job is given to another. */
export class WorkerLostError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WorkerLostError';
  }
}
