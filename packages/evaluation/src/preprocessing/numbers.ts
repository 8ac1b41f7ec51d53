import type { NumbersStep } from '@greenroom/manifest';
import type { PreparedStep } from './prepareInputs';

/** (value - mean) / scale for each column; a missing value (or empty text) is the mean; true is 1. */
export function numbers(step: NumbersStep): PreparedStep {
  return {
    width: step.columns.length,
    write(row, out, at) {
      step.columns.forEach((column, i) => {
        const value = row[column];
        const number =
          value === null || value === undefined || value === ''
            ? step.mean[i]
            : Number(value);
        if (!Number.isFinite(number)) {
          throw new Error(
            `Column ${column} holds ${JSON.stringify(
              typeof value === 'number' ? String(value) : value,
            )}, which is no number.`,
          );
        }
        out[at + i] = (number - step.mean[i]) / step.scale[i];
      });
    },
  };
}
