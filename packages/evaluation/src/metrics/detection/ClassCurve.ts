import { fallingOrder } from '../rows/orderBy';
import type { DetectionPicture } from './DetectionAccumulator';
import { AreaRange, IOU_THRESHOLDS, matchPicture } from './matchPicture';

/** Recalls at which precision is read: 0, 0.01, …, 1; rounded as pycocotools' are, since a recall is often equal to one. */
const RECALL_POINTS = Array.from({ length: 101 }, (_, i) =>
  i === 100 ? 1 : i * 0.01,
);
const ALL_THRESHOLDS = IOU_THRESHOLDS.map((_, t) => t);

/** The found boxes of one class in all pictures, the surest first. */
export class ClassCurve {
  /** Picture of each found box, and its place among those of its picture. */
  readonly #picture: Int32Array;
  readonly #place: Int32Array;
  /** Thresholds x found. */
  readonly #outcome: Int8Array;
  /** Given boxes to be found, a picture. */
  readonly #wanted: Float64Array;
  /** Room for one curve: resamples are many, and each would make it anew. */
  readonly #recall: Float64Array;
  readonly #precision: Float64Array;

  constructor(
    pictures: readonly DetectionPicture[],
    k: number,
    range: AreaRange,
  ) {
    const matches = pictures.map(picture => matchPicture(picture, k, range));
    this.#wanted = Float64Array.from(matches, ({ wanted }) => wanted);
    const boxes = matches.flatMap(({ scores, outcome }, picture) =>
      scores.map((score, place) => ({
        score,
        picture,
        place,
        outcome: ALL_THRESHOLDS.map(t => outcome[t * scores.length + place]),
      })),
    );
    const ordered = Array.from(
      fallingOrder(boxes.map(({ score }) => score)),
      i => boxes[i],
    );
    this.#picture = Int32Array.from(ordered, ({ picture }) => picture);
    this.#place = Int32Array.from(ordered, ({ place }) => place);
    this.#outcome = Int8Array.from(
      ALL_THRESHOLDS.flatMap(t => ordered.map(({ outcome }) => outcome[t])),
    );
    this.#recall = new Float64Array(this.found);
    this.#precision = new Float64Array(this.found);
  }

  get found(): number {
    return this.#picture.length;
  }

  /** Given boxes to be found, pictures counted with weights. */
  wantedBy(weights: ArrayLike<number>): number {
    let wanted = 0;
    for (let i = 0; i < this.#wanted.length; i++)
      wanted += weights[i] * this.#wanted[i];
    return wanted;
  }

  /**
   * Mean of the precision at 101 recalls, the precision at a recall being the
   * best at that or a higher one (Lin et al. 2014), for each overlap threshold.
   * None where no box is to be found.
   *
   * @param thresholds - places in `IOU_THRESHOLDS`
   */
  averagePrecisions(
    weights: ArrayLike<number>,
    thresholds: readonly number[] = ALL_THRESHOLDS,
  ): number[] {
    const wanted = this.wantedBy(weights);
    if (wanted === 0) return [];
    return thresholds.map(t => this.#averagePrecision(weights, wanted, t));
  }

  /** The share of given boxes that is found, at most so many boxes a picture, for each overlap threshold. */
  recalls(weights: ArrayLike<number>, most: number): number[] {
    const wanted = this.wantedBy(weights);
    if (wanted === 0) return [];
    return ALL_THRESHOLDS.map(t => {
      let right = 0;
      for (let i = 0; i < this.found; i++)
        if (this.#place[i] < most && this.#outcome[t * this.found + i] === 1)
          right += weights[this.#picture[i]];
      return right / wanted;
    });
  }

  /** Precision falls between right boxes, so that the best from a recall on stands at one of them. */
  #averagePrecision(
    weights: ArrayLike<number>,
    wanted: number,
    t: number,
  ): number {
    const recall = this.#recall;
    const precision = this.#precision;
    let right = 0;
    let wrong = 0;
    let n = 0;
    for (let i = 0; i < this.found; i++) {
      const outcome = this.#outcome[t * this.found + i];
      if (outcome === -1) continue;
      const weight = weights[this.#picture[i]];
      if (outcome === 0) {
        wrong += weight;
      } else if (weight > 0) {
        right += weight;
        recall[n] = right / wanted;
        precision[n++] = right / (right + wrong);
      }
    }
    for (let i = n - 1; i > 0; i--)
      if (precision[i] > precision[i - 1]) precision[i - 1] = precision[i];
    let sum = 0;
    let i = 0;
    for (const point of RECALL_POINTS) {
      while (i < n && recall[i] < point) i++;
      if (i === n) break;
      sum += precision[i];
    }
    return sum / RECALL_POINTS.length;
  }
}
