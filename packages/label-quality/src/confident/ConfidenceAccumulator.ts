import type { Chunk } from './Chunk';
import { float64, inRowOrder, int32, Piece } from './inRowOrder';
import { bufferedSum } from './pairwiseSum';

/** A threshold is never less than this (cleanlab's floor for classes without mass). */
const THRESHOLD_FLOOR = 2e-6;
/** No probability reaches this: a class without rows is never confidently predicted. */
const ABSENT_THRESHOLD = 2;

type Given = { readonly labels: Int32Array; readonly pGiven: Float64Array };

/** What a shard has seen, in plain arrays that can be sent to another thread. */
export type ConfidencePart = { readonly pieces: readonly Piece<Given>[] };

export type Confidence = {
  /** n class indices. */
  readonly labels: Int32Array;
  /** n probabilities of the given label: the self-confidence of each row. */
  readonly pGiven: Float64Array;
  /** Rows with each given label. */
  readonly labelCounts: Float64Array;
  /** t_k: mean self-confidence of each class; 2 where a class has no rows. */
  readonly thresholds: Float64Array;
};

/**
 * First pass over chunks of rows: the thresholds t_k of confident learning
 * (Northcutt, Jiang, Chuang 2021, eq. 2). Holds one number a row, so that the
 * means are the same however the rows were cut into chunks and shards.
 */
export class ConfidenceAccumulator {
  readonly #pieces: Piece<Given>[] = [];

  constructor(private readonly classes: number) {}

  /** Adds rows that were checked by `normalised`. */
  addChunk({ firstRow, labels, predProbs }: Chunk): void {
    const pGiven = new Float64Array(labels.length);
    for (let i = 0; i < labels.length; i++)
      pGiven[i] = predProbs[i * this.classes + labels[i]];
    this.#pieces.push({ firstRow, labels: labels.slice(), pGiven });
  }

  part(): ConfidencePart {
    return { pieces: this.#pieces };
  }

  merge({ pieces }: ConfidencePart): void {
    for (const piece of pieces) this.#pieces.push(piece);
  }

  finish(): Confidence {
    const labels = inRowOrder(this.#pieces, piece => piece.labels, int32);
    const pGiven = inRowOrder(this.#pieces, piece => piece.pGiven, float64);
    const labelCounts = new Float64Array(this.classes);
    for (const label of labels) labelCounts[label]++;
    const starts = new Int32Array(this.classes + 1);
    for (let j = 0; j < this.classes; j++)
      starts[j + 1] = starts[j] + labelCounts[j];
    const byClass = new Float64Array(labels.length);
    const next = starts.slice();
    for (let i = 0; i < labels.length; i++)
      byClass[next[labels[i]]++] = pGiven[i];
    const thresholds = labelCounts.map((count, j) =>
      count === 0
        ? ABSENT_THRESHOLD
        : Math.max(
            bufferedSum(byClass, starts[j], count) / count,
            THRESHOLD_FLOOR,
          ),
    );
    return { labels, pGiven, labelCounts, thresholds };
  }
}
