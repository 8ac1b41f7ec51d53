import type { VectorStep } from '@greenroom/manifest';
import { listIn } from './listIn';
import type { PreparedStep } from './PreparedStep';

/** A list of numbers in one cell: value * scale + offset. */
export function vector(step: VectorStep): PreparedStep {
  const { column, length, scale = 1, offset = 0 } = step;
  return {
    kind: 'numbers',
    input: step.input,
    width: length,
    write(row, out, at) {
      const values = listIn(column, row[column]);
      if (values.length !== length) {
        throw new Error(
          `Column ${column}: a list has ${values.length} numbers; the step says ${length}.`,
        );
      }
      for (let i = 0; i < length; i++)
        out[at + i] = Number(values[i]) * scale + offset;
    },
  };
}
