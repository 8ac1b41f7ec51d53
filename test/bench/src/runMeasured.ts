import { spawn } from 'node:child_process';
import path from 'node:path';
import { CHECKOUT } from './checkout';
import { peakMegabytes } from './machine';

/** Programs are asked so often for the highest memory they have held. */
const POLL_MS = 5;

export type Run = {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
  /** Of the whole process, from its start to its end. */
  readonly seconds: number;
  /** Highest memory of the process (VmHWM), as last seen before it ended. */
  readonly peakMegabytes: number;
};

/** Runs a program to its end, with time and memory as its caller sees them. */
export function runMeasured(
  program: string,
  args: readonly string[],
): Promise<Run> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let peak = 0;
  const poll = setInterval(() => {
    try {
      peak = Math.max(peak, peakMegabytes(child.pid!) || 0);
    } catch {
      // It ended in between.
    }
  }, POLL_MS);
  const [out, err]: Buffer[][] = [[], []];
  child.stdout.on('data', chunk => out.push(chunk));
  child.stderr.on('data', chunk => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', status => {
      clearInterval(poll);
      resolve({
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
        status: status ?? -1,
        seconds: (performance.now() - started) / 1000,
        peakMegabytes: peak,
      });
    });
  });
}

const LAUNCHER = path.join(CHECKOUT, 'greenroom');

/**
 * Runs the command line of this checkout and reads its JSON.
 *
 * @throws Error with what it said where it fails
 */
export async function runGreenroom<Answer>(
  ...args: readonly string[]
): Promise<{ readonly answer: Answer; readonly run: Run }> {
  const run = await runMeasured(LAUNCHER, [...args, '--format', 'json']);
  if (run.status !== 0)
    throw new Error(`greenroom ${args.join(' ')} failed: ${run.stderr}`);
  return { answer: JSON.parse(run.stdout) as Answer, run };
}
