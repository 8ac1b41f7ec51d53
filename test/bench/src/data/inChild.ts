import { spawn } from 'node:child_process';
import type { Measured } from './Measured';

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

/**
 * Does one task in a process of its own, whose peak of memory is that of the
 * task.
 *
 * @throws Error with what the process said where it fails
 */
export function inChild(
  task: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Measured> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      TRANSFORM,
      require.resolve('./child'),
      task,
      JSON.stringify(input),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  let complained = '';
  child.stdout.on('data', chunk => {
    said += chunk;
  });
  child.stderr.on('data', chunk => {
    complained += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const last = said.trim().split('\n').at(-1) ?? '';
      if (code === 0) resolve(JSON.parse(last) as Measured);
      else
        reject(
          new Error(`${task} ended with ${signal ?? code}: ${complained}`),
        );
    });
  });
}
