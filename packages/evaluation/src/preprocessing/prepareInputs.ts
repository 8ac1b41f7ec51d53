import type { Preprocessing, PreprocessingStep } from '@greenroom/manifest';
import { hashText } from './hashText';
import { image } from './image';
import { numbers } from './numbers';

/** A cell as tables have it. */
export type InputValue = unknown;
export type InputRow = Readonly<Record<string, InputValue>>;

/** Writes the inputs of one step for one row. */
export type PreparedStep = {
  /** Numbers a row. */
  readonly width: number;
  write(row: InputRow, out: Float32Array, at: number): void;
};

/**
 * Turns rows into the inputs of a model: the steps of its contract side by side.
 *
 * @param rows - at least one, as its first row tells the size of pictures
 * @returns n x d, row-major
 * @throws Error naming step, column and row of a value that does not fit
 */
export function prepareInputs(
  preprocessing: Preprocessing,
  rows: readonly InputRow[],
): Float32Array {
  const steps = prepareSteps(preprocessing, rows);
  const width = steps.reduce((sum, step) => sum + step.width, 0);
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

/** Numbers a row that the contract makes. */
export function preparedWidth(
  preprocessing: Preprocessing,
  rows: readonly InputRow[],
): number {
  return prepareSteps(preprocessing, rows).reduce(
    (sum, step) => sum + step.width,
    0,
  );
}

/** Columns of the table that the contract reads. */
export function inputColumns(preprocessing: Preprocessing): string[] {
  return [
    ...new Set(
      preprocessing.steps.flatMap(step =>
        step.op === 'image' ? [step.column] : step.columns,
      ),
    ),
  ];
}

function prepareSteps(
  { steps }: Preprocessing,
  rows: readonly InputRow[],
): PreparedStep[] {
  return steps.map(step => prepareStep(step, rows));
}

function prepareStep(
  step: PreprocessingStep,
  rows: readonly InputRow[],
): PreparedStep {
  switch (step.op) {
    case 'image':
      return image(step, rows);
    case 'hash-text':
      return hashText(step);
    case 'numbers':
      return numbers(step);
    default:
      throw new Error(`Unknown step ${JSON.stringify(step satisfies never)}`);
  }
}
