import type { Preprocessing } from '@greenroom/manifest';
import type { InputRow, PreparedStep } from './PreparedStep';
import { preparePlainSteps } from './prepareSteps';

/**
 * Turns rows into numbers at once: what the steps write side by side, whichever
 * input they feed. Of preprocessing that reads files or decodes pictures,
 * `Preparation` makes the inputs.
 *
 * @param rows - at least one, as its first row may tell the size of pictures
 * @returns n x d, row-major
 * @throws Error naming step, column and row of a value that does not fit
 */
export function prepareInputs(
  preprocessing: Pick<Preprocessing, 'steps'>,
  rows: readonly InputRow[],
): Float32Array {
  const steps = preparePlainSteps(preprocessing.steps, rows).map(assertNumbers);
  const width = widthOf(steps);
  const out = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    let at = i * width;
    for (const step of steps) {
      try {
        step.write(row, out, at);
      } catch (error) {
        throw new Error(`Row ${i + 1}: ${(error as Error).message}`);
      }
      at += step.width;
    }
  });
  return out;
}

/** Numbers a row that `prepareInputs` makes. */
export function preparedWidth(
  preprocessing: Pick<Preprocessing, 'steps'>,
  rows: readonly InputRow[],
): number {
  return widthOf(preparePlainSteps(preprocessing.steps, rows));
}

/** Columns of the table that the contract reads. */
export function inputColumns({
  steps,
}: Pick<Preprocessing, 'steps'>): string[] {
  return [
    ...new Set(
      steps.flatMap(step => ('column' in step ? [step.column] : step.columns)),
    ),
  ];
}

function assertNumbers(step: PreparedStep) {
  if (step.kind === 'numbers') return step;
  throw new Error(
    step.kind === 'texts'
      ? 'The model reads texts, which are no numbers.'
      : 'The model reads picture files, which are decoded one by one.',
  );
}

function widthOf(steps: readonly PreparedStep[]): number {
  return steps.reduce((sum, { width }) => sum + width, 0);
}
