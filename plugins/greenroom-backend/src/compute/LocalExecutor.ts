import { type ChildProcess, spawn } from 'node:child_process';
import readline from 'node:readline';
import {
  type ComputeAnswer,
  type ComputeContext,
  type ComputeExecutor,
  type ComputeGuarantee,
  type ComputeLimits,
  type ComputeRequest,
  WorkerLostError,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { WorkerSaid } from '../analysis/compute/protocol';
import { canCountMemory } from './limits/residentBytes';
import { watchLimits } from './limits/watchLimits';
import { localGuarantees } from './localGuarantees';
import { codeOf } from './sandbox/codeOf';
import { findSandbox } from './sandbox/findSandbox';
import { type Sandbox, sandboxed } from './sandbox/Sandbox';

/** The last lines of a child's standard error go into its error message. */
const STDERR_LIMIT_CHARS = 4_000;
/** What a shell, and bubblewrap, makes of a SIGKILL in its namespace: 128 + 9. */
const KILLED_INSIDE = 137;
const KILLED =
  'The worker was killed. Where the system ran out of memory, lower greenroom.compute.memory or greenroom.workers.compute.';

/** Where TypeScript is run from source. */
const TRANSFORM = '@backstage/cli/config/nodeTransform.cjs';

/**
 * Computations in child processes, in namespaces of their own where the system
 * lets them. A child inherits no environment; its question is a line on its
 * standard input, whose end tells it that the backend is gone.
 */
export class LocalExecutor implements ComputeExecutor {
  readonly name = 'local';
  readonly #found: Promise<Sandbox>;
  readonly #program: readonly string[];
  readonly #code: readonly string[];

  constructor(
    private readonly limits: ComputeLimits,
    options: { readonly worker?: string; readonly sandbox?: Sandbox } = {},
  ) {
    const { worker = require.resolve('../analysis/compute/main'), sandbox } =
      options;
    this.#found = sandbox ? Promise.resolve(sandbox) : findSandbox();
    this.#program = worker.endsWith('.ts')
      ? ['--require', require.resolve(TRANSFORM), worker]
      : [worker];
    this.#code = [...codeOf(worker), process.execPath];
  }

  async guarantees(): Promise<ComputeGuarantee[]> {
    return localGuarantees({
      sandbox: await this.#found,
      countsMemory: await canCountMemory(),
    });
  }

  async compute(
    request: ComputeRequest,
    context: ComputeContext,
  ): Promise<ComputeAnswer> {
    const { outDirectory, task } = request;
    context.signal.throwIfAborted();
    const child = this.#spawn(await this.#found, request);
    child.stdin!.on('error', () => {});
    child.stdin!.write(`${JSON.stringify({ ...task, outDirectory })}\n`);
    return this.#answerOf(child, outDirectory, context);
  }

  #spawn(sandbox: Sandbox, request: ComputeRequest): ChildProcess {
    const { outDirectory, inputs } = request;
    const heapMegabytes = Math.floor(this.limits.memoryBytes / 1024 ** 2);
    const [program, ...args] = sandboxed(sandbox, {
      command: [
        process.execPath,
        `--max-old-space-size=${heapMegabytes}`,
        ...this.#program,
      ],
      code: this.#code,
      inputs,
      outDirectory,
    });
    return spawn(program, args, {
      cwd: outDirectory,
      env: {
        PATH: process.env.PATH,
        TMPDIR: outDirectory,
        NODE_ENV: 'production',
      },
      // A process group of its own, so that what it starts ends with it.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
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

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
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
