import type { NumbersStep } from '@greenroom/manifest';
import {
  cellText,
  type InputValue,
  isMissing,
  PreparedStep,
} from './PreparedStep';

/**
 * Columns of numbers, scaled: (value - centre) / spread, where the two are mean
 * and standard deviation (`mean`, `scale`), the smallest value and the range
 * (`min`, `max`; then stretched to `range`), median and interquartile range
 * (`median`, `iqr`), or 0 and 1. True is 1. A missing value is what the step
 * says stands for it, else the mean. `indicators` adds a number a column after
 * all values: 1 where its value is missing.
 */
export function numbers(step: NumbersStep): PreparedStep {
  const { columns } = step;
  const d = columns.length;
  const scalings = columns.map((_, i) => scalingOf(step, i));
  return {
    kind: 'numbers',
    input: step.input,
    width: step.indicators ? 2 * d : d,
    write(row, out, at) {
      columns.forEach((column, i) => {
        const value = row[column];
        const none = isMissing(value);
        const { centre, spread, stretch, start } = scalings[i];
        const number = none ? standIn(step, i) : numberIn(column, value);
        out[at + i] = ((number - centre) / spread) * stretch + start;
        if (step.indicators) out[at + d + i] = none ? 1 : 0;
      });
    },
  };
}

function scalingOf(step: NumbersStep, i: number) {
  const { mean, scale, min, max, median, iqr, range } = step;
  const plain = { centre: 0, spread: 1, stretch: 1, start: 0 };
  if (mean && scale) return { ...plain, centre: mean[i], spread: scale[i] };
  if (median && iqr) return { ...plain, centre: median[i], spread: iqr[i] };
  if (!min || !max) return plain;
  const [low, high] = range ?? [0, 1];
  return {
    centre: min[i],
    spread: max[i] - min[i],
    stretch: high - low,
    start: low,
  };
}

function standIn({ columns, missing, mean }: NumbersStep, i: number): number {
  const value = missing === 'nan' ? NaN : missing?.[i] ?? mean?.[i];
  if (value !== undefined) return value;
  throw new Error(
    `Column ${columns[i]} has no value. Say in the step what stands for missing ones (missing).`,
  );
}

/** @throws Error where a cell holds no number */
export function numberIn(column: string, value: InputValue): number {
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  throw new Error(
    `Column ${column} holds ${cellText(value)}, which is no number.`,
  );
}
