import type { ChildProcess } from 'node:child_process';
import readline from 'node:readline';
import {
  type AskedComputation,
  type ComputeAnswer,
  type ComputeContext,
  type ComputeExecutor,
  type ComputeGuarantee,
  type ComputeLimits,
  type ComputeRequest,
  WorkerLostError,
} from '@greenroom/backstage-plugin-greenroom-node';
import pLimit from 'p-limit';
import type { WorkerSaid } from '../analysis/compute/protocol';
import { canCountMemory } from './limits/residentBytes';
import { watchLimits } from './limits/watchLimits';
import { localGuarantees } from './localGuarantees';
import { COMPUTE_PROGRAM } from './programs';
import type { Sandbox } from './sandbox/Sandbox';
import { killGroup, WorkerProgram } from './WorkerProgram';

/** The last lines of a child's standard error go into its error message. */
const STDERR_LIMIT_CHARS = 4_000;
/** What a shell, and bubblewrap, makes of a SIGKILL in its namespace: 128 + 9. */
const KILLED_INSIDE = 137;
const KILLED =
  'The worker was killed. Where the system ran out of memory, lower greenroom.compute.memory or greenroom.workers.compute.';

/** Computations in child processes: a question is a line on a child's standard input. */
export class LocalExecutor implements ComputeExecutor {
  readonly name = 'local';
  readonly #workers: WorkerProgram;
  readonly #atATime: number;
  readonly #slots: pLimit.Limit;

  /** @param options - `atATime`: processes, whoever asks for them; without it, as many as are asked for */
  constructor(
    private readonly limits: ComputeLimits,
    options: {
      readonly worker?: string;
      readonly sandbox?: Sandbox;
      readonly atATime?: number;
    } = {},
  ) {
    const { worker = COMPUTE_PROGRAM, sandbox, atATime = Infinity } = options;
    this.#workers = new WorkerProgram(worker, limits, sandbox);
    this.#atATime = atATime;
    this.#slots = pLimit(atATime);
  }

  async guarantees(): Promise<ComputeGuarantee[]> {
    return localGuarantees({
      sandbox: await this.#workers.sandbox,
      countsMemory: await canCountMemory(),
    });
  }

  compute(
    request: ComputeRequest,
    context: ComputeContext,
  ): Promise<ComputeAnswer> {
    return unlessUnwanted(
      this.#slots(() => this.#run(request, context)),
      context.signal,
    );
  }

  computeEach(
    asked: readonly AskedComputation[],
  ): readonly Promise<ComputeAnswer>[] {
    // Others wait for one of these to end, not for all of them.
    const own = pLimit(this.#atATime);
    return asked.map(({ request, context }) =>
      unlessUnwanted(
        own(() => this.compute(request, context)),
        context.signal,
      ),
    );
  }

  async #run(
    request: ComputeRequest,
    context: ComputeContext,
  ): Promise<ComputeAnswer> {
    const { outDirectory, task } = request;
    context.signal.throwIfAborted();
    const child = await this.#workers.spawn(request);
    child.stdin!.write(`${JSON.stringify({ ...task, outDirectory })}\n`);
    return this.#answerOf(child, outDirectory, context);
  }

  #answerOf(
    child: ChildProcess,
    outDirectory: string,
    { signal, progress, log }: ComputeContext,
  ): Promise<ComputeAnswer> {
    return new Promise<ComputeAnswer>((resolve, reject) => {
      const ended = new AbortController();
      const end = (reason: unknown) => {
        if (child.pid !== undefined) killGroup(child.pid);
        reject(reason);
      };
      const cancel = () => end(signal.reason);
      signal.addEventListener('abort', cancel, { once: true });
      if (child.pid !== undefined)
        void watchLimits(
          this.limits,
          { processId: child.pid, folder: outDirectory },
          ended.signal,
          message => end(new Error(message)),
        );

      let answer: ComputeAnswer | undefined;
      let stderr = '';
      readline.createInterface({ input: child.stderr! }).on('line', line => {
        stderr = `${stderr}${line}\n`.slice(-STDERR_LIMIT_CHARS);
        log(line);
      });
      readline.createInterface({ input: child.stdout! }).on('line', line => {
        const said = parseSaid(line);
        if (said === undefined) log(line);
        else if (said.type === 'progress')
          progress(said.fraction, said.message);
        else answer = said as ComputeAnswer;
      });
      child.once('error', error => {
        ended.abort();
        reject(error);
      });
      child.once('close', (code, killedBy) => {
        ended.abort();
        signal.removeEventListener('abort', cancel);
        if (answer) resolve(answer);
        else if (killedBy === 'SIGKILL' || code === KILLED_INSIDE)
          reject(new WorkerLostError(KILLED));
        else
          reject(
            new Error(
              `The computation ended without an answer (${
                killedBy ?? `exit ${code}`
              }). ${stderr.trim()}`,
            ),
          );
      });
    });
  }
}

/** Whoever waits for a slot and wants it no more waits no longer. */
function unlessUnwanted<T>(
  answer: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const unwanted = () => reject(signal.reason);
    if (signal.aborted) unwanted();
    signal.addEventListener('abort', unwanted, { once: true });
    answer
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', unwanted));
  });
}

/** Undefined for what a library printed. */
function parseSaid(line: string): WorkerSaid | undefined {
  try {
    const said = JSON.parse(line) as WorkerSaid;
    return typeof said === 'object' && said !== null && 'type' in said
      ? said
      : undefined;
  } catch {
    return undefined;
  }
}
