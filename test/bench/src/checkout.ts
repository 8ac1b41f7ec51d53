import path from 'node:path';

/** The root of this checkout. */
export const CHECKOUT = path.resolve(
  path.dirname(require.resolve('@greenroom/test-bench/package.json')),
  '../..',
);
