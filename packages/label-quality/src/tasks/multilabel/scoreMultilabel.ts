import type { ScoreMethod } from '../../confident/rowScores';
import { scoreLabels } from '../../confident/scoreLabels';
import { softmin } from '../softmin';
import {
  checkMultilabelInput,
  classColumn,
  MultilabelInput,
} from './MultilabelInput';

export const MULTILABEL_AGGREGATIONS = [
  'exponential_moving_average',
  'softmin',
] as const;
export type MultilabelAggregation = (typeof MULTILABEL_AGGREGATIONS)[number];

/** Weight of the next lower score in the moving average (Thyagarajan et al. 2022 recommend it). */
const EMA_ALPHA = 0.8;
const SOFTMIN_TEMPERATURE = 0.1;

const AGGREGATES: Readonly<
  Record<MultilabelAggregation, (scores: Float64Array) => number>
> = {
  exponential_moving_average: scores => {
    scores.sort();
    let average = scores[scores.length - 1];
    for (let j = scores.length - 2; j >= 0; j--)
      average = EMA_ALPHA * scores[j] + (1 - EMA_ALPHA) * average;
    return average;
  },
  softmin: scores => softmin(scores, SOFTMIN_TEMPERATURE),
};

export type MultilabelScoring = {
  readonly method?: ScoreMethod;
  readonly adjust?: boolean;
  readonly aggregation?: MultilabelAggregation;
  /** Called after each class. */
  readonly onClass?: (classesDone: number) => void;
};

/**
 * How right the labels of each row look, from 0 (wrong) to 1 (right): each
 * class is scored against the rest, then the scores of a row are drawn
 * together, by default as the moving average over scores in descending order,
 * which leans to the lowest (Thyagarajan, Snorrason, Northcutt, Mueller 2022,
 * "Identifying incorrect annotations in multi-label classification data").
 *
 * @returns n scores, and n x classes scores, row-major
 * @throws RangeError for input that cannot be used; Error for `adjust` with the entropy
 */
export function scoreMultilabel(input: MultilabelInput & MultilabelScoring): {
  readonly scores: Float64Array;
  readonly classScores: Float64Array;
} {
  const n = checkMultilabelInput(input);
  const { classes: k, aggregation = 'exponential_moving_average' } = input;
  const classScores = new Float64Array(n * k);
  for (let column = 0; column < k; column++) {
    const { scores } = scoreLabels({
      ...classColumn(input, column),
      method: input.method ?? 'self_confidence',
      adjust: input.adjust,
    });
    for (let i = 0; i < n; i++) classScores[i * k + column] = scores[i];
    input.onClass?.(column + 1);
  }
  const aggregate = AGGREGATES[aggregation];
  return {
    scores: Float64Array.from({ length: n }, (_, i) =>
      aggregate(classScores.slice(i * k, (i + 1) * k)),
    ),
    classScores,
  };
}
