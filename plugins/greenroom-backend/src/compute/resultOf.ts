import type { ComputeAnswer } from '@greenroom/backstage-plugin-greenroom-node';
import { FileError } from '../analysis/FileError';

/** @throws FileError where an input is at fault */
export function resultOf(
  answer: ComputeAnswer,
): Extract<ComputeAnswer, { type: 'result' }>['result'] {
  if (answer.type === 'error')
    throw new FileError(answer.message, answer.file, answer.line);
  return answer.result;
}
