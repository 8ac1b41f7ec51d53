import type { Chunk } from './Chunk';
import { float64, inRowOrder, Piece } from './inRowOrder';

/** Below this a probability counts as this before its logarithm is taken. */
const CLIP = 1e-6;

/** How one model of an ensemble sees the rows. */
export type Member = {
  /** n probabilities of the given label. */
  readonly pGiven: Float64Array;
  /** The same where no probability of the row is below 1e-6. */
  readonly pClipped: Float64Array;
};

export type MemberPart = { readonly pieces: readonly Piece<Member>[] };

/** What the weight of a model in an ensemble is found from, over chunks of rows. */
export class MemberAccumulator {
  readonly #pieces: Piece<Member>[] = [];

  constructor(private readonly classes: number) {}

  /** Adds rows that were checked by `normalised`. */
  addChunk({ firstRow, labels, predProbs }: Chunk): void {
    const k = this.classes;
    const pGiven = new Float64Array(labels.length);
    const pClipped = new Float64Array(labels.length);
    for (let i = 0; i < labels.length; i++) {
      let sum = 0;
      for (let j = i * k; j < (i + 1) * k; j++)
        sum += Math.max(predProbs[j], CLIP);
      pGiven[i] = predProbs[i * k + labels[i]];
      pClipped[i] = Math.max(pGiven[i], CLIP) / sum;
    }
    this.#pieces.push({ firstRow, pGiven, pClipped });
  }

  part(): MemberPart {
    return { pieces: this.#pieces };
  }

  merge({ pieces }: MemberPart): void {
    for (const piece of pieces) this.#pieces.push(piece);
  }

  finish(): Member {
    return {
      pGiven: inRowOrder(this.#pieces, piece => piece.pGiven, float64),
      pClipped: inRowOrder(this.#pieces, piece => piece.pClipped, float64),
    };
  }
}
