import { readArray } from './readArray';
import { UsageError } from './UsageError';

/** A class index for each row. */
export type ClassLabels = {
  readonly labels: Int32Array;
  readonly classes: number;
  /** Texts of the classes, where the labels are texts. */
  readonly names?: readonly string[];
};

/**
 * Reads an ARRAY of labels: class indices, or texts.
 *
 * @throws UsageError naming file and row of what is no label
 */
export async function readClassLabels(name: string): Promise<ClassLabels> {
  const { values, shape, classes: names } = await readArray(name);
  if (shape.length > 1 && shape[1] !== 1)
    throw new UsageError(
      `${name} has ${shape[1]} columns; labels are one for each row.`,
    );
  const bad = values.findIndex(
    value => !(Number.isInteger(value) && value >= 0),
  );
  if (bad >= 0)
    throw new UsageError(
      `${name}, row ${bad}: ${values[bad]} is no label. Labels are texts, or class indices from 0.`,
    );
  let highest = -1;
  for (const value of values) highest = Math.max(highest, value);
  return {
    labels: Int32Array.from(values),
    classes: names?.length ?? highest + 1,
    names,
  };
}
