import type { PreprocessingStep } from '@greenroom/manifest';
import { hashText } from './hashText';
import { image } from './image/image';
import { numbers } from './numbers';
import { oneHot } from './oneHot';
import { ordinal } from './ordinal';
import type { InputRow, PreparedStep } from './PreparedStep';
import type { StepFiles } from './StepFiles';
import { text } from './text';
import { tfIdf } from './tfIdf';
import { tokens } from './tokens/tokens';
import { vector } from './vector';

/** Steps that read no file. */
const PLAIN_STEPS = [
  'image',
  'hash-text',
  'numbers',
  'vector',
  'text',
] as const;
type PlainStep = Extract<
  PreprocessingStep,
  { op: (typeof PLAIN_STEPS)[number] }
>;

function isPlain(step: PreprocessingStep): step is PlainStep {
  return PLAIN_STEPS.some(op => op === step.op);
}

/**
 * Makes steps ready that read no file.
 *
 * @param rows - at least one where a step has pictures of a size that it does not say
 * @throws Error where a step reads a file
 */
export function preparePlainSteps(
  steps: readonly PreprocessingStep[],
  rows: readonly InputRow[],
): PreparedStep[] {
  return steps.map(step => {
    if (isPlain(step)) return preparePlain(step, rows);
    throw new Error(
      `The step ${step.op} reads a file or keeps a vocabulary; rows are not turned into numbers by it alone.`,
    );
  });
}

/**
 * Makes steps ready; one step may feed several inputs.
 *
 * @throws ModelError where a file that a step reads is not there, or is another one
 */
export async function prepareSteps(
  steps: readonly PreprocessingStep[],
  rows: readonly InputRow[],
  files: StepFiles,
): Promise<PreparedStep[]> {
  const prepared = await Promise.all(
    steps.map(step => prepareStep(step, rows, files)),
  );
  return prepared.flat();
}

function preparePlain(
  step: PlainStep,
  rows: readonly InputRow[],
): PreparedStep {
  switch (step.op) {
    case 'image':
      return image(step, rows);
    case 'hash-text':
      return hashText(step);
    case 'numbers':
      return numbers(step);
    case 'vector':
      return vector(step);
    case 'text':
      return text(step);
    default:
      throw new Error(`Unknown step ${JSON.stringify(step satisfies never)}`);
  }
}

async function prepareStep(
  step: PreprocessingStep,
  rows: readonly InputRow[],
  files: StepFiles,
): Promise<PreparedStep | PreparedStep[]> {
  if (isPlain(step)) return preparePlain(step, rows);
  switch (step.op) {
    case 'one-hot':
      return oneHot(step, files);
    case 'ordinal':
      return ordinal(step, files);
    case 'tf-idf':
      return tfIdf(step, files);
    case 'tokens':
      return tokens(step, files);
    default:
      throw new Error(`Unknown step ${JSON.stringify(step satisfies never)}`);
  }
}
