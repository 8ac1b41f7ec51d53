import type { OrdinalStep } from '@greenroom/manifest';
import { categoriesOf, categoryIn } from './categoriesOf';
import { unknownCategory } from './oneHot';
import { isMissing, type PreparedStep } from './PreparedStep';
import type { StepFiles } from './StepFiles';

/**
 * The place of the category in its list, from 0, a number a column
 * (scikit-learn's OrdinalEncoder). A missing value is the category '' where
 * that is listed, else `missing`, else an unknown one.
 */
export async function ordinal(
  step: OrdinalStep,
  files: StepFiles,
): Promise<PreparedStep> {
  const { columns, unknown, missing } = step;
  const places = await categoriesOf(step, files);
  return {
    kind: 'numbers',
    input: step.input,
    width: columns.length,
    write(row, out, at) {
      columns.forEach((column, i) => {
        const name = categoryIn(row[column]);
        const place =
          places[i].get(name) ??
          (isMissing(row[column]) ? missing : undefined) ??
          unknown;
        if (place === undefined) throw unknownCategory(column, name);
        out[at + i] = place;
      });
    },
  };
}
