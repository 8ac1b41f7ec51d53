import type { Value } from '@greenroom/dataset';
import type { PredictionsTell } from './normalisePredictions';
import { type ClassOutputs, readOutputs } from './readOutputs';

/**
 * Reads predictions that were made before, row by row: lists of probabilities,
 * or names of classes.
 *
 * @param name - of where they stand, for messages
 * @throws ModelError where they are not of these classes
 */
export function readMade(
  made: readonly Value[],
  {
    name,
    classes,
    told,
  }: {
    readonly name: string;
    readonly classes: readonly string[];
    readonly told: PredictionsTell;
  },
): ClassOutputs {
  const contract = { output: name, holds: told };
  if (told === 'labels')
    return readOutputs(contract, classes, {
      values: made.map(String),
      width: 1,
    });
  const lists = made as readonly (readonly number[])[];
  const uneven = lists.find(p => p.length !== classes.length);
  return readOutputs(contract, classes, {
    values: Float64Array.from(lists.flat()),
    width: uneven?.length ?? classes.length,
  });
}
