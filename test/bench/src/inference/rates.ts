import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { CHECKOUT } from '../checkout';

/** One task that both sides run. */
export type InferenceTask = {
  readonly model: string;
  /** Rows of single precision, one after the other. */
  readonly rows: string;
  readonly width: number;
  readonly output: string;
  readonly batch: number;
  readonly seconds: number;
};

/** Two cores, two workers, two native threads. */
const WORKERS = 2;
const HERE = path.join(CHECKOUT, 'test/bench/src/inference');

function argumentsOf(task: InferenceTask): string[] {
  const { model, rows, width, output, batch, seconds } = task;
  return [model, rows, width, output, batch, seconds].map(String);
}

/** Rows a second of our workers together, each a process of its own, as the portal has them. */
export async function ourRate(task: InferenceTask): Promise<number> {
  const workers = Array.from({ length: WORKERS }, () => startWorker(task));
  await Promise.all(workers.map(({ ready }) => ready));
  for (const { go } of workers) go();
  const rates = await Promise.all(workers.map(({ rate }) => rate));
  return rates.reduce((sum, rate) => sum + rate, 0);
}

function startWorker(task: InferenceTask) {
  const child = spawn(
    process.execPath,
    [...process.execArgv, path.join(HERE, 'infer.ts'), ...argumentsOf(task)],
    { cwd: CHECKOUT, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let said = '';
  const ready = new Promise<void>(resolve => {
    child.stdout.on('data', chunk => {
      said += chunk;
      if (said.startsWith('ready')) resolve();
    });
    child.once('close', () => resolve());
  });
  const rate = new Promise<number>((resolve, reject) => {
    child.once('close', status =>
      status === 0
        ? resolve(Number(said.trim().split('\n').at(-1)))
        : reject(new Error(`A worker ended with ${status}.`)),
    );
  });
  return { ready, rate, go: () => child.stdin.end('go\n') };
}

/** Rows a second of the native runtime's threads together. */
export function nativeRate(
  python: string,
  task: InferenceTask,
): { readonly version: string; readonly rate: number } {
  const { status, stdout, stderr } = spawnSync(
    python,
    [path.join(HERE, 'nativeInfer.py'), ...argumentsOf(task), String(WORKERS)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`The native runtime failed: ${stderr}`);
  const [version, rate] = stdout.trim().split(' ');
  return { version, rate: Number(rate) };
}
