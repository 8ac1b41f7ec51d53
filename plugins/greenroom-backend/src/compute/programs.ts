/** The build names its files so; from source they are found as modules are. */
const SUFFIX = __filename.endsWith('.ts') ? '' : '.cjs.js';

/** The file of the program that does a computation in a process of its own. */
export const COMPUTE_PROGRAM = require.resolve(
  `../analysis/compute/main${SUFFIX}`,
);

/** The file of the program that has read a run's errors and answers what is asked of them. */
export const EXPLORE_PROGRAM = require.resolve(
  `../analysis/compute/explore/main${SUFFIX}`,
);

/**
 * What this package runs in processes of their own, and what a worker's image
 * runs: named by import, since the build leaves out what nobody imports.
 *
 * @public
 */
export const programs = {
  /** Does one computation that it is asked on its standard input. */
  compute: () => import('../analysis/compute/main'),
  explore: () => import('../analysis/compute/explore/main'),
  /** Fetches one computation from the portal, has it done, and answers: `main CALL_FOLDER WORK_FOLDER`. */
  courier: () => import('./courier/main'),
};
