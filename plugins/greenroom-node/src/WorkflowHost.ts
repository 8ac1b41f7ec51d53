/** A workflow to start. */
export type WorkflowQuestion = {
  readonly repository: string;
  /** As the host names it: on GitHub the name of its file. */
  readonly workflow: string;
  /** Branch or tag. */
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Part of an input: a run whose title says it is this question's. */
  readonly marker: string;
};

/** A run of a workflow, as its host tells it. */
export type WorkflowRun = {
  readonly id: string;
  readonly number: number;
  /** For people. */
  readonly url: string;
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  readonly startedAt?: string;
  /** Of one that ended. */
  readonly endedAt?: string;
  /** Of one that failed: one sentence, and where its log is. */
  readonly failure?: { readonly text: string; readonly url: string };
};

/** The host will not start a workflow, however often it is asked; the message says what to do. */
export class WorkflowRefusedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WorkflowRefusedError';
  }
}

/** A place where training workflows run. */
export interface WorkflowHost {
  /**
   * Starts a workflow. Asked twice, it starts two.
   *
   * @returns the id of its run, where the host tells it
   * @throws WorkflowRefusedError where asking again is of no use
   */
  dispatch(question: WorkflowQuestion): Promise<string | undefined>;
  /**
   * The run that began by a dispatch at that time or later, once the host shows
   * it; never the one that is excepted.
   */
  find(
    question: WorkflowQuestion,
    since: { readonly millis: number; readonly exceptRunId?: string },
  ): Promise<WorkflowRun | undefined>;
  /** Undefined where the host has it no more. */
  get(repository: string, runId: string): Promise<WorkflowRun | undefined>;
}
