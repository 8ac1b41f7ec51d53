import { runMeasured } from '../runMeasured';
import type { Done, Task } from './Task';

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');

/** @throws Error with what the process said where it fails */
export async function inChild(task: Task): Promise<Done> {
  const run = await runMeasured(process.execPath, [
    ...['--expose-gc', '--require', TRANSFORM],
    ...[require.resolve('./child'), JSON.stringify(task)],
  ]);
  if (run.status !== 0)
    throw new Error(`${task.task} failed: ${run.stderr || run.stdout}`);
  return JSON.parse(run.stdout.trim().split('\n').at(-1)!) as Done;
}
