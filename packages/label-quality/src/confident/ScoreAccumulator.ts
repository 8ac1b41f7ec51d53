import type { Chunk } from './Chunk';
import { float64, inRowOrder, Piece } from './inRowOrder';
import { pairwiseSum } from './pairwiseSum';
import { OutlierMethod, RowScore, ROW_SCORES, ScoreMethod } from './rowScores';

type Scores = { readonly scores: Float64Array };
export type ScorePart = { readonly pieces: readonly Piece<Scores>[] };

/** One score a row over chunks of rows. */
export class ScoreAccumulator {
  readonly #score: RowScore;
  readonly #pieces: Piece<Scores>[] = [];

  /**
   * @param thresholds - where given, they are taken off the probabilities first
   * (cleanlab's `adjust_pred_probs`)
   * @throws RangeError for thresholds with the entropy of labels, which is not defined then
   */
  constructor(
    private readonly classes: number,
    method: ScoreMethod | OutlierMethod,
    private readonly thresholds?: Float64Array,
  ) {
    if (thresholds && method === 'confidence_weighted_entropy') {
      throw new RangeError(
        'Entropy is not defined for adjusted probabilities. Use another score.',
      );
    }
    this.#score = ROW_SCORES[method];
  }

  /** Adds rows that were checked by `normalised`. */
  addChunk({ firstRow, labels, predProbs }: Chunk): void {
    const k = this.classes;
    const p = this.thresholds
      ? adjusted(predProbs, this.thresholds)
      : predProbs;
    const scores = new Float64Array(labels.length);
    for (let i = 0; i < labels.length; i++)
      scores[i] = this.#score(p, i * k, k, labels[i]);
    this.#pieces.push({ firstRow, scores });
  }

  part(): ScorePart {
    return { pieces: this.#pieces };
  }

  merge({ pieces }: ScorePart): void {
    for (const piece of pieces) this.#pieces.push(piece);
  }

  /** n scores. */
  finish(): Float64Array {
    return inRowOrder(this.#pieces, piece => piece.scores, float64);
  }
}

/** p - t + max t, renormalised. */
function adjusted(
  predProbs: Float64Array,
  thresholds: Float64Array,
): Float64Array {
  const k = thresholds.length;
  const highest = thresholds.reduce((max, t) => Math.max(max, t), -Infinity);
  const result = new Float64Array(predProbs.length);
  for (let start = 0; start < result.length; start += k) {
    for (let j = 0; j < k; j++)
      result[start + j] = predProbs[start + j] - thresholds[j] + highest;
    const sum = pairwiseSum(result, start, k);
    for (let j = start; j < start + k; j++) result[j] /= sum;
  }
  return result;
}
