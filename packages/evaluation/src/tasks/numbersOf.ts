import { ModelError } from '../ModelError';
import type { NameOf } from '../preprocessing/Preparation';
import type { InputRow } from '../preprocessing/PreparedStep';
import type { RowModel } from '../RowModel';

/**
 * What a model that predicts a number says of rows.
 *
 * @throws ModelError where its output has not one number a row
 */
export async function numbersOf(
  model: RowModel,
  rows: readonly InputRow[],
  output: string,
  nameOf: NameOf,
): Promise<number[]> {
  const outputs = await model.outputsOf(rows, [output], nameOf);
  const { values, width } = outputs.get(output)!;
  if (width !== 1)
    throw new ModelError(
      `The output ${output} has ${width} numbers a row; one that holds numbers has one.`,
    );
  if (!(values instanceof Float32Array || values instanceof Float64Array))
    throw new ModelError(
      `The output ${output} holds texts, no numbers. Name the output that holds them.`,
    );
  return Array.from(values);
}
