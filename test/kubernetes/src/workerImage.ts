import path from 'node:path';
import type { Image } from './kubelet/PodProcess';

const BACKEND = path.dirname(
  require.resolve('@greenroom/backstage-plugin-greenroom-backend/package.json'),
);

const NODE_TRANSFORM = require.resolve(
  '@backstage/cli/config/nodeTransform.cjs',
);

/** The program of the worker's image, run from source. */
export function workerImage(): Image {
  const program = path.join(BACKEND, 'src/compute/courier/main.ts');
  return args => [
    process.execPath,
    '--require',
    NODE_TRANSFORM,
    program,
    ...args,
  ];
}

/** The same with a computation that does as it is told, such as going over a limit. */
export function obedientImage(): Image {
  const worker = path.join(BACKEND, 'src/compute/__testUtils__/worker.js');
  const image = workerImage();
  return args => [...image(args), worker];
}
