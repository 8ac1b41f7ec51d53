import type { OneHotStep } from '@greenroom/manifest';
import { categoriesOf, categoryIn } from './categoriesOf';
import type { PreparedStep } from './PreparedStep';
import type { StepFiles } from './StepFiles';

/**
 * A number for each category of each column, 1 at the one of the row
 * (scikit-learn's OneHotEncoder). A missing value is the category '' where that
 * is listed, else an unknown one.
 */
export async function oneHot(
  step: OneHotStep,
  files: StepFiles,
): Promise<PreparedStep> {
  const { columns, unknown = 'zeros' } = step;
  const places = await categoriesOf(step, files);
  const extra = unknown === 'column' ? 1 : 0;
  const widths = places.map(({ size }) => size + extra);
  const starts = widths.map((_, i) =>
    widths.slice(0, i).reduce((sum, width) => sum + width, 0),
  );
  return {
    kind: 'numbers',
    input: step.input,
    width: widths.reduce((sum, width) => sum + width, 0),
    write(row, out, at) {
      columns.forEach((column, i) => {
        const name = categoryIn(row[column]);
        const place =
          places[i].get(name) ?? (extra ? places[i].size : undefined);
        if (place !== undefined) out[at + starts[i] + place] = 1;
        else if (unknown === 'refuse') throw unknownCategory(column, name);
      });
    },
  };
}

/** What to do about a category that a model was not trained with. */
export function unknownCategory(column: string, name: string): Error {
  return new Error(
    `Column ${column} holds ${JSON.stringify(name).slice(
      0,
      80,
    )}, a category that the step does not list. List it, or say what an unknown one is (unknown).`,
  );
}
