import { type ChildProcess, spawn } from 'node:child_process';
import type { ComputeLimits } from '@greenroom/backstage-plugin-greenroom-node';
import { bundleSource } from './bundleSource';
import { codeOf } from './sandbox/codeOf';
import { findSandbox } from './sandbox/findSandbox';
import { type Sandbox, sandboxed } from './sandbox/Sandbox';

/**
 * Twice, on a machine short of time, every figure of a run from the seventh on had
 * one and the same interval, which the code cannot make. V8's middle compiler is
 * suspected, which crashes on such machines, too (nodejs/node#64841); what is hot
 * is compiled by the last one anyway.
 */
const WITHOUT_MAGLEV = '--no-maglev';

/**
 * A program of ours that runs in child processes, in namespaces of their own
 * where the system lets them. A child inherits no environment; the end of its
 * standard input tells it that the backend is gone.
 */
export class WorkerProgram {
  readonly sandbox: Promise<Sandbox>;
  #program?: Promise<string>;
  readonly #code: readonly string[];

  /** @param worker - the file that is run */
  constructor(
    private readonly worker: string,
    private readonly limits: Pick<ComputeLimits, 'memoryBytes'>,
    sandbox?: Sandbox,
  ) {
    this.sandbox = sandbox ? Promise.resolve(sandbox) : findSandbox();
    this.#code = [...codeOf(worker), process.execPath];
  }

  async spawn(what: {
    readonly inputs: readonly string[];
    readonly outDirectory: string;
  }): Promise<ChildProcess> {
    const { outDirectory, inputs } = what;
    const heapMegabytes = Math.floor(this.limits.memoryBytes / 1024 ** 2);
    const [program, ...args] = sandboxed(await this.sandbox, {
      command: [
        process.execPath,
        `--max-old-space-size=${heapMegabytes}`,
        WITHOUT_MAGLEV,
        await this.#loadable(),
      ],
      code: this.#code,
      inputs,
      outDirectory,
    });
    const child = spawn(program, args, {
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
    // Whoever waits for its answer hears of its end.
    child.stdin!.on('error', () => {});
    return child;
  }

  /** What Node runs as it is; made when it is first needed. */
  #loadable(): Promise<string> {
    this.#program ??= this.worker.endsWith('.ts')
      ? bundleSource(this.worker)
      : Promise.resolve(this.worker);
    return this.#program;
  }
}

/** Ends a child with everything it started. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
