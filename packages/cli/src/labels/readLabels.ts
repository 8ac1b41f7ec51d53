import { readArray } from '../readArray';
import { UsageError } from '../UsageError';

export type Labels = {
  readonly labels: Int32Array;
  /** Set where the labels were texts: their classes in the order of the columns. */
  readonly classNames?: readonly string[];
};

/**
 * Labels as class indices; texts become indices of their sorted different values.
 *
 * @throws UsageError naming the row that is no class index
 */
export async function readLabels(name: string): Promise<Labels> {
  const { values, shape, classes } = await readArray(name);
  if (shape.length > 1 && shape[1] !== 1) {
    throw new UsageError(
      `${name} has ${shape[1]} columns; labels are one a row. Name the column, as in TABLE#COLUMN.`,
    );
  }
  const wrong = values.findIndex(value => !Number.isInteger(value));
  if (wrong >= 0) {
    throw new UsageError(
      `${name}: row ${wrong} has label ${values[wrong]}, which is no class index (0, 1, 2, …).`,
    );
  }
  return { labels: Int32Array.from(values), classNames: classes };
}
