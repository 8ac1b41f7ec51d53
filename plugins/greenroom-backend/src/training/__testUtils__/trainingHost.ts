import type {
  WorkflowHost,
  WorkflowQuestion,
  WorkflowRun,
} from '@greenroom/backstage-plugin-greenroom-node';

/** What happens to a request on its way to the host, and to its answer. */
type Fate = 'arrives' | 'is lost on the way' | 'loses its answer' | Error;

/** A host of workflows as a test says: it keeps what it was asked. */
export class TrainingHost implements WorkflowHost {
  fate: Fate = 'arrives';
  #forgotten = 0;
  readonly #taken: { question: WorkflowQuestion; run: WorkflowRun }[] = [];

  /** What it took since it was last told to forget. */
  get dispatched(): readonly WorkflowQuestion[] {
    return this.#taken.slice(this.#forgotten).map(({ question }) => question);
  }

  forget(): void {
    this.#forgotten = this.#taken.length;
  }

  async dispatch(question: WorkflowQuestion): Promise<string> {
    if (this.fate instanceof Error) throw this.fate;
    if (this.fate === 'is lost on the way') throw new Error('no route');
    const number = this.#taken.length + 1;
    const id = `run-${number}`;
    const url = `https://host.test/runs/${number}`;
    this.#taken.push({ question, run: { id, number, url, state: 'queued' } });
    if (this.fate === 'loses its answer') throw new Error('socket hang up');
    return id;
  }

  async find(
    { marker }: WorkflowQuestion,
    { exceptRunId }: { exceptRunId?: string },
  ): Promise<WorkflowRun | undefined> {
    return this.#taken.find(
      ({ question, run }) =>
        run.id !== exceptRunId && question.marker === marker,
    )?.run;
  }

  async get(_repository: string, id: string): Promise<WorkflowRun | undefined> {
    return this.#taken.find(({ run }) => run.id === id)?.run;
  }

  /** The newest run goes on. */
  move(change: Partial<WorkflowRun>): string {
    const last = this.#taken.at(-1)!;
    last.run = { ...last.run, ...change };
    return last.run.id;
  }
}
