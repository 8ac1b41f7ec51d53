import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { InputError } from '@backstage/errors';
import type { ComputeLimits } from '@greenroom/backstage-plugin-greenroom-node';
import type {
  ExplorerSaid,
  GroundInput,
} from '../analysis/compute/explore/protocol';
import type {
  ErrorAnswer,
  ErrorQuestion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { watchLimits } from './limits/watchLimits';
import { killGroup, type WorkerProgram } from './WorkerProgram';

/** A person waits. */
const MOST_ANSWER_SECONDS = 20;

type Waiting = {
  readonly resolve: (answer: ErrorAnswer) => void;
  readonly reject: (reason: Error) => void;
};

/** A worker that has read a run and stays to answer questions about it. */
export class WorkerSession {
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended = new AbortController();
  #ready!: () => void;
  #next = 0;
  #end: Error | undefined;

  private constructor(private readonly child: ChildProcess) {}

  /** @throws Error where the run cannot be read, or a limit is passed */
  static async open(
    program: WorkerProgram,
    limits: ComputeLimits,
    input: GroundInput,
    inputs: readonly string[],
  ): Promise<WorkerSession> {
    const outDirectory = await mkdtemp(
      path.join(os.tmpdir(), 'greenroom-explore-'),
    );
    const child = await program.spawn({ inputs, outDirectory });
    const session = new WorkerSession(child);
    const ready = session.#listen();
    void watchLimits(
      // It lives for as long as somebody looks; each answer has a time of its own.
      { ...limits, timeSeconds: Infinity },
      { processId: child.pid!, folder: outDirectory },
      session.#ended.signal,
      message => session.close(new Error(message)),
    );
    session.#ended.signal.addEventListener('abort', () =>
      rm(outDirectory, { recursive: true, force: true }).catch(() => {}),
    );
    child.stdin!.write(`${JSON.stringify(input)}\n`);
    await ready;
    return session;
  }

  get isOpen(): boolean {
    return this.#end === undefined;
  }

  /** @throws InputError for a question that cannot be asked of this run */
  async ask(question: ErrorQuestion): Promise<ErrorAnswer> {
    if (this.#end) throw this.#end;
    const id = this.#next++;
    const answer = new Promise<ErrorAnswer>((resolve, reject) =>
      this.#waiting.set(id, { resolve, reject }),
    );
    const late = new AbortController();
    void this.#watchTime(late.signal);
    this.child.stdin!.write(`${JSON.stringify({ id, question })}\n`);
    try {
      return await answer;
    } finally {
      this.#waiting.delete(id);
      late.abort();
    }
  }

  close(reason = new Error('Nobody looks at this run any more.')): void {
    if (this.#end) return;
    this.#end = reason;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#ended.abort();
    if (this.child.pid !== undefined) killGroup(this.child.pid);
  }

  async #watchTime(signal: AbortSignal): Promise<void> {
    await setTimeout(MOST_ANSWER_SECONDS * 1_000, undefined, { signal }).catch(
      () => {},
    );
    if (signal.aborted) return;
    this.close(
      new Error(
        `No answer in ${MOST_ANSWER_SECONDS} seconds. Ask for fewer features, fewer levels or slices of more rows.`,
      ),
    );
  }

  #listen(): Promise<void> {
    let stderr = '';
    this.child.stderr!.on('data', (chunk: Buffer) => {
      stderr = `${stderr}${chunk}`.slice(-2_000);
    });
    return new Promise<void>((resolve, reject) => {
      this.#ready = resolve;
      readline
        .createInterface({ input: this.child.stdout! })
        .on('line', line =>
          this.#hear(JSON.parse(line) as ExplorerSaid, reject),
        );
      const ended = (why: string) => {
        const error = new Error(`The run can no longer be looked at: ${why}`);
        this.close(error);
        reject(this.#end ?? error);
      };
      this.child.once('error', error => ended(error.message));
      this.child.once('close', code => ended(stderr.trim() || `exit ${code}`));
    });
  }

  #hear(said: ExplorerSaid, refuse: (error: Error) => void): void {
    switch (said.type) {
      case 'ready':
        this.#ready();
        break;
      case 'failed': {
        const error = new Error(said.message);
        refuse(error);
        this.close(error);
        break;
      }
      case 'answer':
        this.#waiting.get(said.id)?.resolve(said.answer);
        break;
      default:
        this.#waiting
          .get(said.id)
          ?.reject(
            said.isAskers
              ? new InputError(said.message)
              : new Error(said.message),
          );
    }
  }
}
