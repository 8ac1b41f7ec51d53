import { type ChildProcess, spawn } from 'node:child_process';
import type { ComputeLimits } from '@greenroom/backstage-plugin-greenroom-node';
import { codeOf } from './sandbox/codeOf';
import { findSandbox } from './sandbox/findSandbox';
import { type Sandbox, sandboxed } from './sandbox/Sandbox';

/** Where TypeScript is run from source. */
const TRANSFORM = '@backstage/cli/config/nodeTransform.cjs';

/**
 * A program of ours that runs in child processes, in namespaces of their own
 * where the system lets them. A child inherits no environment; the end of its
 * standard input tells it that the backend is gone.
 */
export class WorkerProgram {
  readonly sandbox: Promise<Sandbox>;
  readonly #program: readonly string[];
  readonly #code: readonly string[];

  /** @param worker - the file that is run */
  constructor(
    worker: string,
    private readonly limits: Pick<ComputeLimits, 'memoryBytes'>,
    sandbox?: Sandbox,
  ) {
    this.sandbox = sandbox ? Promise.resolve(sandbox) : findSandbox();
    this.#program = worker.endsWith('.ts')
      ? ['--require', require.resolve(TRANSFORM), worker]
      : [worker];
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
        ...this.#program,
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
