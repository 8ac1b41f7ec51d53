import type { LabelInput } from '@greenroom/label-quality';
import { Flags, required } from './Command';
import { readArray } from './readArray';
import { UsageError } from './UsageError';

/**
 * Labels and probabilities as the flags name them; several arrays of
 * probabilities are averaged.
 *
 * @throws UsageError where the arrays do not fit
 */
export async function readLabelInput(flags: Flags): Promise<LabelInput> {
  const labels = await readArray(required(flags, 'labels'));
  const names = flags['pred-probs'];
  if (!Array.isArray(names))
    throw new UsageError('--pred-probs is missing. Give it a value.');
  const arrays = await Promise.all(names.map(name => readArray(String(name))));
  const [{ shape, values }] = arrays;
  if (shape.length !== 2) {
    throw new UsageError(
      `${names[0]} has one dimension; probabilities need a row for each label and a column for each class.`,
    );
  }
  if (arrays.some(array => array.shape.join() !== shape.join())) {
    throw new UsageError('The arrays of probabilities differ in shape.');
  }
  if (labels.values.length !== shape[0]) {
    throw new UsageError(
      `There are ${labels.values.length} labels and ${shape[0]} rows of probabilities.`,
    );
  }
  return {
    labels: Int32Array.from(labels.values),
    predProbs:
      arrays.length === 1
        ? values
        : values.map(
            (_, i) =>
              arrays.reduce((sum, array) => sum + array.values[i], 0) /
              arrays.length,
          ),
    classes: shape[1],
  };
}
