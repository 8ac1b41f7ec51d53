import type { OutputMeaning, Preprocessing } from '@greenroom/manifest';
import { ModelError } from './ModelError';
import type { OutputValues } from './session/InputBatch';

/** What a model said of some rows. */
export type ClassOutputs = {
  /** rows x classes; of a model that tells only labels, 1 at the class it named. */
  readonly p: Float64Array;
  /** Whether `p` is more than the model's word for one class. */
  readonly areProbabilities: boolean;
};

/** Rounding may carry a probability so far beyond 1. */
const PROBABILITY_SLACK = 1e-3;

/**
 * Reads a model's output as its manifest says what it holds: probabilities,
 * logits (softmax; of a single one the logistic function), or names or places
 * of classes.
 *
 * @throws ModelError where the values are not what the manifest says
 */
export function readOutputs(
  { output, holds = 'probabilities' }: Pick<Preprocessing, 'output' | 'holds'>,
  classes: readonly string[],
  { values, width }: OutputValues,
): ClassOutputs {
  if (holds === 'labels' || holds === 'indices') {
    if (width !== 1) {
      throw new ModelError(
        `The output ${output} has ${width} values a row; one that holds ${holds} has one.`,
      );
    }
    return {
      p: oneHot(output, holds, classes, values),
      areProbabilities: false,
    };
  }
  const isSingle = width === 1 && classes.length === 2;
  if (width !== classes.length && !isSingle) {
    throw new ModelError(
      `The output ${output} has ${width} numbers a row; the manifest names ${classes.length} classes.`,
    );
  }
  if (!(values instanceof Float32Array || values instanceof Float64Array)) {
    throw new ModelError(
      `The output ${output} holds texts, no ${holds}. Name the output that holds them, or say holds: labels.`,
    );
  }
  const p = isSingle
    ? ofSecondClass(values, holds)
    : ofAllClasses(values, width, holds);
  if (!p.every(value => value >= 0 && value <= 1 + PROBABILITY_SLACK)) {
    throw new ModelError(
      `The output ${output} holds values that are no probabilities. End the model with a softmax, or say holds: logits.`,
    );
  }
  return { p, areProbabilities: true };
}

type Holds = Exclude<OutputMeaning, 'labels' | 'indices'>;

function ofSecondClass(values: ArrayLike<number>, holds: Holds): Float64Array {
  const p = new Float64Array(values.length * 2);
  for (let i = 0; i < values.length; i++) {
    const second =
      holds === 'logits' ? 1 / (1 + Math.exp(-values[i])) : values[i];
    p[2 * i] = 1 - second;
    p[2 * i + 1] = second;
  }
  return p;
}

function ofAllClasses(
  values: Float32Array | Float64Array,
  width: number,
  holds: Holds,
): Float64Array {
  const p = new Float64Array(values);
  if (holds === 'logits') {
    for (let start = 0; start < p.length; start += width)
      softmax(p.subarray(start, start + width));
  }
  return p;
}

/** In place; the largest is taken off first, so that no exponential overflows. */
function softmax(row: Float64Array): void {
  const largest = row.reduce((most, value) => Math.max(most, value), -Infinity);
  let sum = 0;
  for (let j = 0; j < row.length; j++) {
    row[j] = Math.exp(row[j] - largest);
    sum += row[j];
  }
  for (let j = 0; j < row.length; j++) row[j] /= sum;
}

function oneHot(
  output: string,
  holds: 'labels' | 'indices',
  classes: readonly string[],
  values: ArrayLike<number | string>,
): Float64Array {
  const k = classes.length;
  const places = new Map(
    classes.map((name, place) => [
      holds === 'labels' ? name : String(place),
      place,
    ]),
  );
  const p = new Float64Array(values.length * k);
  for (let i = 0; i < values.length; i++) {
    const place = places.get(String(values[i]));
    if (place === undefined) {
      throw new ModelError(
        `The output ${output} names the class ${
          values[i]
        }, which is none of the model's (${[...places.keys()]
          .slice(0, 12)
          .join(', ')}). Correct classes, or what the output holds.`,
      );
    }
    p[i * k + place] = 1;
  }
  return p;
}
