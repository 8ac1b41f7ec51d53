import { findLabelIssues, scoreLabels } from '@greenroom/label-quality';
import type { Gathered } from './gatherPredictions';
import type { LabelledRow } from './readLabels';

/** What out-of-sample predictions say of the labels they judge. */
export class Judgement {
  readonly #places: Int32Array;
  readonly #labels: Int32Array;
  readonly #probabilities: Float64Array;
  readonly #scores: Float64Array;
  /** Rows whose label is doubtful, the worst first. */
  readonly flagged: readonly number[];
  /** Rows that were judged. */
  readonly judged: readonly number[];

  /** @param rows - those without a prediction are not judged */
  constructor(
    rows: readonly LabelledRow[],
    gathered: Gathered,
    private readonly classes: number,
    isJudged: (row: LabelledRow) => boolean,
  ) {
    this.#places = new Int32Array(rows.length).fill(-1);
    this.judged = rows.flatMap((row, i) =>
      isJudged(row) && gathered.probabilities.has(row.key) ? [i] : [],
    );
    const n = this.judged.length;
    this.#probabilities = new Float64Array(n * classes);
    this.judged.forEach((row, place) => {
      this.#places[row] = place;
      this.#probabilities.set(
        gathered.probabilities.get(rows[row].key)!,
        place * classes,
      );
    });
    this.#labels = Int32Array.from(this.judged, row => rows[row].label);
    const question = {
      labels: this.#labels,
      predProbs: this.#probabilities,
      classes,
    };
    this.#scores =
      n === 0
        ? new Float64Array(0)
        : scoreLabels({ ...question, method: 'self_confidence' }).scores;
    this.flagged =
      n === 0
        ? []
        : findLabelIssues(question).issues.map(place => this.judged[place]);
  }

  /** Judged rows x classes. */
  get all(): Float64Array {
    return this.#probabilities;
  }

  /** The given class of a judged row, by its place among these. */
  givenOf(place: number): number {
    return this.#labels[place];
  }

  /** Probabilities of the classes; undefined where the row was not judged. */
  of(row: number): Float64Array | undefined {
    const place = this.#places[row];
    return place < 0
      ? undefined
      : this.#probabilities.subarray(
          place * this.classes,
          (place + 1) * this.classes,
        );
  }

  /** How right the given label looks, 0 to 1. */
  scoreOf(row: number): number | undefined {
    const place = this.#places[row];
    return place < 0 ? undefined : this.#scores[place];
  }
}

/** The likeliest class other than the given one; the lowest of equals. */
export function likeliestOther(
  probabilities: Float64Array,
  given: number,
): number {
  let best = given === 0 ? 1 : 0;
  probabilities.forEach((p, j) => {
    if (j !== given && p > probabilities[best]) best = j;
  });
  return best;
}

/** Shannon's entropy as a share of its most, that of equal probabilities. */
export function entropyOf(probabilities: Float64Array): number {
  let sum = 0;
  for (const p of probabilities) if (p > 0) sum -= p * Math.log(p);
  return Math.min(1, sum / Math.log(probabilities.length));
}

/** Classes in order of likelihood, the lowest of equals first. */
export function likeliest(
  probabilities: Float64Array,
  count: number,
): { readonly label: number; readonly p: number }[] {
  return Array.from(probabilities, (p, label) => ({ label, p }))
    .sort((a, b) => b.p - a.p || a.label - b.label)
    .slice(0, count);
}
