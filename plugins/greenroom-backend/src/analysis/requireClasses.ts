import { InputError } from '@backstage/errors';
import type { OtherTask } from '@greenroom/manifest';
import type { RunWithJob } from './RunStore';

const REGRESSION: OtherTask = 'tabular-regression';

/**
 * Lets only runs pass that predict a class a row: a detector is right and wrong
 * about boxes, and two texts of all boxes of a picture are hardly ever equal.
 *
 * @throws InputError naming the evaluation
 */
export function requireClasses(...runs: readonly RunWithJob[]): void {
  const detector = runs.find(run => run.result?.byClass);
  if (detector)
    throw new InputError(
      `The evaluation ${detector.evaluation} is of a detector, whose runs are not compared row by row. Compare their average precisions, each with its interval.`,
    );
  const other = runs.find(run => run.result?.task);
  if (other)
    throw new InputError(
      `The evaluation ${other.evaluation} is of the task ${other.result?.task}, whose rows are not right or wrong by one class. Compare its metrics, each with its interval.`,
    );
}

/**
 * Lets only runs pass whose difference can be shared out over rows: of a class
 * or of a number a row.
 *
 * @throws InputError naming the evaluation
 */
export function requireShares(...runs: readonly RunWithJob[]): void {
  requireClasses(...runs.filter(run => run.result?.task !== REGRESSION));
}
