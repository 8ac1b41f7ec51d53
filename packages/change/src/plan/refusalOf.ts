import { TableError } from '@greenroom/dataset';
import { MetricError, ModelError } from '@greenroom/evaluation';
import type { Mask } from './Mask';

/**
 * What a file, a model or its rows are refused for, as a sentence for a plan.
 *
 * @throws what is no fault of theirs
 */
export function refusalOf(error: unknown, mask: Mask): string {
  const isTheirs =
    error instanceof TableError ||
    error instanceof ModelError ||
    error instanceof MetricError ||
    error instanceof RangeError;
  if (!isTheirs) throw error;
  const place =
    error instanceof TableError && error.file !== undefined
      ? `${error.file}${error.line === undefined ? '' : `:${error.line}`}: `
      : '';
  return `${place}${mask.message(error)}`;
}
