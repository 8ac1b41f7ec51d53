import type { Chunk } from './Chunk';
import { float64, inRowOrder, int32, Piece } from './inRowOrder';

/** Rounding that a probability may lack to reach its threshold. */
const THRESHOLD_TOLERANCE = 1e-6;
/** A row that is confidently of no class. */
export const NO_CLASS = -1;

/**
 * Which class a row is counted for: the one it confidently belongs to, or, as a
 * baseline, simply the most probable one.
 */
export type Counting = 'confident' | 'most_probable';

type Looks = {
  /** The class the row is counted for, or NO_CLASS. */
  readonly likely: Int32Array;
  /** The most probable class that was not given; of several the first. */
  readonly suggested: Int32Array;
  /** Its probability. */
  readonly pSuggested: Float64Array;
};

export type JointPart = {
  readonly counts: Int32Array;
  readonly pieces: readonly Piece<Looks>[];
};

/** Of n rows. */
export type Joint = Looks & {
  /** classes x classes counts, row-major: given by likely true. */
  readonly confidentJoint: Float64Array;
};

/**
 * Second pass over chunks of rows: the confident joint C[given][likely true]
 * (Northcutt, Jiang, Chuang 2021, eq. 1), and what each row looks like. A row
 * counts for the class whose threshold its probability reaches; where several
 * are reached, for the most probable of all classes.
 */
export class JointAccumulator {
  readonly #counts: Int32Array;
  readonly #reached: Float64Array;
  readonly #pieces: Piece<Looks>[] = [];

  constructor(
    thresholds: Float64Array,
    private readonly counting: Counting = 'confident',
  ) {
    this.#counts = new Int32Array(thresholds.length ** 2);
    this.#reached = thresholds.map(t => t - THRESHOLD_TOLERANCE);
  }

  /** Adds rows that were checked by `normalised`. */
  addChunk({ firstRow, labels, predProbs }: Chunk): void {
    const reached = this.#reached;
    const k = reached.length;
    const likely = new Int32Array(labels.length);
    const suggested = new Int32Array(labels.length);
    const pSuggested = new Float64Array(labels.length);
    for (let i = 0; i < labels.length; i++) {
      const start = i * k;
      const given = labels[i];
      const pGiven = predProbs[start + given];
      let other = -1;
      let pOther = -1;
      let confident = NO_CLASS;
      let count = 0;
      for (let j = 0; j < k; j++) {
        const p = predProbs[start + j];
        if (p >= reached[j]) {
          count++;
          confident = j;
        }
        if (p > pOther && j !== given) {
          pOther = p;
          other = j;
        }
      }
      suggested[i] = other;
      pSuggested[i] = pOther;
      if (count > 1 || this.counting === 'most_probable') {
        const isOther = pOther > pGiven || (pOther === pGiven && other < given);
        confident = isOther ? other : given;
      }
      likely[i] = confident;
      if (confident !== NO_CLASS) this.#counts[given * k + confident]++;
    }
    this.#pieces.push({ firstRow, likely, suggested, pSuggested });
  }

  part(): JointPart {
    return { counts: this.#counts, pieces: this.#pieces };
  }

  merge({ counts, pieces }: JointPart): void {
    for (let j = 0; j < counts.length; j++) this.#counts[j] += counts[j];
    for (const piece of pieces) this.#pieces.push(piece);
  }

  finish(): Joint {
    const k = this.#reached.length;
    const confidentJoint = Float64Array.from(this.#counts);
    // As cleanlab: no class is without one row that belongs to it.
    if (this.counting === 'confident') {
      for (let j = 0; j < k; j++)
        confidentJoint[j * k + j] = Math.max(confidentJoint[j * k + j], 1);
    }
    const pieces = this.#pieces;
    return {
      confidentJoint,
      likely: inRowOrder(pieces, piece => piece.likely, int32),
      suggested: inRowOrder(pieces, piece => piece.suggested, int32),
      pSuggested: inRowOrder(pieces, piece => piece.pSuggested, float64),
    };
  }
}
