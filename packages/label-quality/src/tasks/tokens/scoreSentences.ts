import type { ScoreMethod } from '../../confident/rowScores';
import { scoreLabels } from '../../confident/scoreLabels';
import { softmin } from '../softmin';
import { checkSentences, TokenInput } from './TokenInput';

export const SENTENCE_SCORES = ['min', 'softmin'] as const;
export type SentenceScore = (typeof SENTENCE_SCORES)[number];

const SOFTMIN_TEMPERATURE = 0.05;

const AGGREGATES: Readonly<
  Record<SentenceScore, (scores: Float64Array) => number>
> = {
  min: scores => scores.reduce((least, score) => Math.min(least, score), 1),
  softmin: scores => softmin(scores, SOFTMIN_TEMPERATURE),
};

/**
 * How right the labels of each sentence look, from 0 (wrong) to 1 (right): the
 * lowest score of its tokens, or their softmin (Wang and Mueller 2022,
 * "Detecting label errors in token classification data"). A sentence without
 * tokens scores 1.
 *
 * @returns a score for each sentence and for each token
 * @throws RangeError for input that cannot be used
 */
export function scoreSentences(
  input: TokenInput & {
    readonly method?: ScoreMethod;
    readonly sentenceScore?: SentenceScore;
  },
): {
  readonly sentenceScores: Float64Array;
  readonly tokenScores: Float64Array;
  readonly renormalised: number;
} {
  const sentences = checkSentences(input);
  const { offsets, sentenceScore = 'min' } = input;
  const { scores, renormalised } = scoreLabels({
    labels: input.labels,
    predProbs: input.predProbs,
    classes: input.classes,
    method: input.method ?? 'self_confidence',
  });
  return {
    sentenceScores: Float64Array.from({ length: sentences }, (_, s) =>
      AGGREGATES[sentenceScore](scores.subarray(offsets[s], offsets[s + 1])),
    ),
    tokenScores: scores,
    renormalised,
  };
}
