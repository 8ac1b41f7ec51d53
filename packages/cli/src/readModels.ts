import { readArray } from './readArray';
import { UsageError } from './UsageError';
import type { Flags } from './Command';

/** Probabilities of the models named by `--pred-probs`, apart from one another. */
export type Models = {
  readonly predProbs: readonly Float64Array[];
  readonly rows: number;
  readonly classes: number;
};

/**
 * @returns undefined where the flag is not given
 * @throws UsageError where the arrays do not fit together
 */
export async function readModels(flags: Flags): Promise<Models | undefined> {
  const names = flags['pred-probs'];
  if (!Array.isArray(names)) return undefined;
  const arrays = await Promise.all(names.map(name => readArray(String(name))));
  const [{ shape }] = arrays;
  arrays.forEach((array, m) => {
    if (array.shape.length !== 2)
      throw new UsageError(
        `${names[m]} has one dimension; probabilities need a row an item and a column a class.`,
      );
    if (array.shape.join() !== shape.join())
      throw new UsageError(
        `${names[m]} is of ${array.shape.join(' x ')}, ${
          names[0]
        } of ${shape.join(' x ')}.`,
      );
  });
  return {
    predProbs: arrays.map(array => array.values),
    rows: shape[0],
    classes: shape[1],
  };
}

/** @throws UsageError where models and annotations are of different rows */
export function fitRows(
  models: Models | undefined,
  rows: number,
): readonly Float64Array[] {
  if (models && models.rows !== rows)
    throw new UsageError(
      `There are ${rows} rows of annotations and ${models.rows} of probabilities. Join them by key first.`,
    );
  return models?.predProbs ?? [];
}

/** @throws UsageError where there are none */
export function requireModels(models: Models | undefined): Models {
  if (!models)
    throw new UsageError('--pred-probs is missing. Give it a value.');
  return models;
}
