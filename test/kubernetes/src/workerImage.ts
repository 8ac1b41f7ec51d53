import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Image } from './kubelet/PodProcess';

const BACKEND = path.dirname(
  require.resolve('@greenroom/backstage-plugin-greenroom-backend/package.json'),
);

/**
 * The program of the worker's image, run from source.
 *
 * @param worker - what it has the computation done by: here one that does as it is told, without one the real worker
 */
export function workerImage(
  worker: string | undefined = path.join(
    BACKEND,
    'src/compute/__testUtils__/worker.js',
  ),
): Image {
  const program = path.join(BACKEND, 'src/compute/courier/main.ts');
  if (!existsSync(program)) throw new Error(`There is no ${program}.`);
  return args => [
    process.execPath,
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    program,
    ...args,
    ...(worker === undefined ? [] : [worker]),
  ];
}
