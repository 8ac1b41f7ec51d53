import { NamedArray, readArray } from '../readArray';
import { UsageError } from '../UsageError';

/**
 * Reads an ARRAY of two dimensions.
 *
 * @throws UsageError where it has one
 */
export async function readMatrix(
  name: string,
): Promise<{ values: Float64Array; rows: number; columns: number }> {
  const { values, shape } = await readArray(name);
  if (shape.length !== 2)
    throw new UsageError(
      `${name} has one dimension; a row for each item and a column for each class are needed.`,
    );
  return { values, rows: shape[0], columns: shape[1] };
}

/**
 * Reads an ARRAY of one number a row.
 *
 * @throws UsageError where it holds texts or empty cells, or has several columns
 */
export async function readNumbers(name: string): Promise<Float64Array> {
  const array: NamedArray = await readArray(name);
  if (array.classes)
    throw new UsageError(
      `${name} holds texts or empty cells; a number for each row is needed.`,
    );
  if (array.shape.length !== 1 && array.shape[1] !== 1)
    throw new UsageError(
      `${name} has ${array.shape[1]} columns; one number for each row is needed.`,
    );
  return array.values;
}
