import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { peakMegabytes } from '../machine';

const LOOK_MILLIS = 20;

export type Timed = {
  readonly seconds: number;
  readonly peakMegabytes: number;
};

/** A whole command, from its start to its end; its output goes to a file. */
export async function timeCommand(
  program: string,
  args: readonly string[],
  how: { readonly cwd: string; readonly output: string },
): Promise<Timed> {
  const started = performance.now();
  const child = spawn(program, args, {
    cwd: how.cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const out = createWriteStream(how.output);
  child.stdout.pipe(out);
  let peak = 0;
  const looking = setInterval(() => {
    try {
      peak = Math.max(peak, peakMegabytes(child.pid!) || 0);
    } catch {
      // It has ended.
    }
  }, LOOK_MILLIS);
  const [code] = await once(child, 'close');
  const seconds = (performance.now() - started) / 1000;
  clearInterval(looking);
  await finished(out);
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
  return { seconds, peakMegabytes: peak };
}
