/**
 * Effects have network and credentials and run in this process; compute gets
 * staged inputs and runs in a child process.
 */
export type Lane = 'effect' | 'compute';

export type JobContext<Payload> = {
  readonly jobId: string;
  readonly payload: Payload;
  readonly signal: AbortSignal;
  progress(fraction: number, message?: string): void;
  /** A line for whoever looks for a cause; it may say what stands in a row. */
  log(line: string): void;
};

/** One kind of work: what it does, and what follows when its result is committed. */
export interface JobKind<Payload = unknown, Result = unknown> {
  readonly kind: string;
  readonly lane: Lane;
  run(context: JobContext<Payload>): Promise<Result>;
  /** Called after the commit; may be called again after a crash, so it must be repeatable. */
  committed?(result: Result, payload: Payload): Promise<void>;
  /**
   * When a job that failed is tried again by itself; undefined where the same
   * question would have the same answer.
   */
  again?(
    error: Error,
    asked: { readonly createdAtMillis: number },
  ): Date | undefined;
  /** Called after it was written down that the job failed or was cancelled. */
  failed?(error: Error, payload: Payload): Promise<void>;
}

export type JobQuestion = {
  readonly kind: string;
  /** The same key is the same question, and is one job. */
  readonly key: string;
  readonly assetId?: string;
  readonly payload: unknown;
  /** Higher goes first. */
  readonly priority?: number;
  /** Of jobs with the same word one runs at a time, on whatever replica. */
  readonly exclusive?: string;
};
