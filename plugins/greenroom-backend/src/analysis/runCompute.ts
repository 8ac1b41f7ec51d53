import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import type {
  ComputeAnswer,
  ComputeQuestion,
  ComputeTask,
} from './compute/protocol';
import { FileError } from './FileError';

/** A computation that takes longer than this is stopped. */
const COMPUTE_LIMIT_SECONDS = 30 * 60;
/** Old space of the child's heap; native memory is limited by DuckDB's own setting. */
const HEAP_LIMIT_MB = 4096;
/** The last lines of a child's standard error go into its error message. */
const STDERR_LIMIT_CHARS = 4_000;

const transform = __filename.endsWith('.ts')
  ? ['--require', require.resolve('@backstage/cli/config/nodeTransform.cjs')]
  : [];

/**
 * Asks a question of a child process that has staged inputs and an output
 * folder, and neither credentials nor database nor this process's environment.
 * `use` reads the outputs before the folder goes.
 *
 * @throws FileError where an input is at fault
 */
export async function runCompute<Result, T>(
  task: ComputeTask,
  options: {
    signal: AbortSignal;
    progress(fraction: number, message?: string): void;
    use(result: Result, outDirectory: string): Promise<T>;
  },
): Promise<T> {
  const outDirectory = await mkdtemp(
    path.join(os.tmpdir(), 'greenroom-compute-'),
  );
  try {
    const result = await ask<Result>({ ...task, outDirectory }, options);
    return await options.use(result, outDirectory);
  } finally {
    await rm(outDirectory, { recursive: true, force: true });
  }
}

function ask<Result>(
  question: ComputeQuestion,
  options: {
    signal: AbortSignal;
    progress(fraction: number, message?: string): void;
  },
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${HEAP_LIMIT_MB}`,
        ...transform,
        require.resolve('./compute/main'),
      ],
      {
        cwd: question.outDirectory,
        env: {
          PATH: process.env.PATH,
          TMPDIR: question.outDirectory,
          NODE_ENV: 'production',
        },
        // A process group of its own, so that what it starts ends with it.
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    const stop = AbortSignal.any([
      options.signal,
      AbortSignal.timeout(COMPUTE_LIMIT_SECONDS * 1000),
    ]);
    const kill = () => {
      if (child.pid !== undefined) killGroup(child.pid);
      reject(stop.reason);
    };
    if (stop.aborted) kill();
    else stop.addEventListener('abort', kill, { once: true });
    child.once('close', () => stop.removeEventListener('abort', kill));
    let answer: ComputeAnswer | undefined;
    let stderr = '';
    child.stderr.on('data', chunk => {
      stderr = `${stderr}${chunk}`.slice(-STDERR_LIMIT_CHARS);
    });
    readline.createInterface({ input: child.stdout }).on('line', line => {
      const said = parseAnswer(line);
      if (said?.type === 'progress')
        options.progress(said.fraction, said.message);
      else if (said) answer = said;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (answer?.type === 'result') resolve(answer.result as Result);
      else if (answer?.type === 'error') {
        reject(new FileError(answer.message, answer.file, answer.line));
      } else {
        reject(
          new Error(
            `The computation ended without an answer (${
              signal ?? `exit ${code}`
            }). ${stderr.trim()}`,
          ),
        );
      }
    });
    child.stdin.on('error', () => {});
    child.stdin.end(JSON.stringify(question));
  });
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function parseAnswer(line: string): ComputeAnswer | undefined {
  try {
    return JSON.parse(line) as ComputeAnswer;
  } catch {
    return undefined;
  }
}
