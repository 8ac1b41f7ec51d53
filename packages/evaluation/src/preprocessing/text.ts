import type { TextStep } from '@greenroom/manifest';
import type { PreparedStep } from './PreparedStep';

/** Cells as they are, for an input of texts. */
export function text(step: TextStep): PreparedStep {
  const { columns, missing = '' } = step;
  return {
    kind: 'texts',
    input: step.input,
    width: columns.length,
    write(row, out, at) {
      columns.forEach((column, i) => {
        const value = row[column];
        out[at + i] =
          value === null || value === undefined ? missing : String(value);
      });
    },
  };
}
