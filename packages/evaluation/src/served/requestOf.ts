import { assertWhole } from '../session/elementTypes';
import type { Fed } from '../session/runBatches';
import { DATATYPES } from './protocol';

/**
 * The body of an inference request (inference_request), as JSON.
 *
 * @throws Error naming an input and a value that it cannot take
 */
export function requestOf(
  feeds: readonly Fed[],
  outputs: readonly string[],
): string {
  return JSON.stringify({
    inputs: feeds.map(fed => ({
      name: fed.name,
      shape: fed.shape,
      datatype: DATATYPES[fed.type],
      data: dataOf(fed),
    })),
    outputs: outputs.map(name => ({ name })),
  });
}

function dataOf({ name, type, values }: Fed): unknown[] {
  if (Array.isArray(values)) {
    if (type === 'string') return values;
    throw new Error(
      `The input ${name} takes ${type}; the preprocessing makes texts.`,
    );
  }
  if (type === 'string') {
    throw new Error(
      `The input ${name} takes texts; the preprocessing makes numbers.`,
    );
  }
  try {
    assertWhole(type, values);
  } catch (error) {
    throw new Error(`The input ${name} ${(error as Error).message}`);
  }
  const bad = values.findIndex(value => !Number.isFinite(value));
  if (bad >= 0) {
    throw new Error(
      `The input ${name} gets ${values[bad]}, which JSON cannot hold. Say in the step what stands for missing values.`,
    );
  }
  return type === 'bool'
    ? Array.from(values, value => value === 1)
    : Array.from(values);
}
