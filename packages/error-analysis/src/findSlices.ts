import {
  BitSet,
  countBits,
  countShared,
  emptyBits,
  forEachBit,
  intersect,
  sameBits,
  setBit,
} from './BitSet';
import { falseDiscoveryRate } from './falseDiscoveryRate';
import { scoreBound, sliceScore, Whole } from './sliceScore';
import { hypergeometricTail, welchTail } from './sliceTest';

export type Predicate = { readonly feature: number; readonly code: number };

export type Slice = {
  /** In order of the feature. */
  readonly predicates: readonly Predicate[];
  readonly score: number;
  readonly size: number;
  readonly sumError: number;
  readonly maxError: number;
  readonly averageError: number;
  /** One-sided, against the rest. */
  readonly pValue: number;
  /** False discovery rate over all slices that were tested. */
  readonly qValue: number;
  /** Other descriptions of the very same rows among the slices returned. */
  readonly sameRowsAs: readonly (readonly Predicate[])[];
};

export type SliceQuestion = {
  /** One array of n codes a feature; -1 is in no slice. */
  readonly codes: readonly Int32Array[];
  /** Number of codes of each feature. */
  readonly cardinalities: readonly number[];
  /** n errors, each at least 0. */
  readonly errors: Float64Array;
  /** How many slices; ties at the last rank are all returned. Default 10. */
  readonly k?: number;
  /** Most predicates in a slice. Default 3. */
  readonly maxLevel?: number;
  /** Fewest rows of a slice. Default max(ceil(n / 100), 8). */
  readonly minSupport?: number;
  /** Weight of error against size, above 0 to 1. Default 0.95. */
  readonly alpha?: number;
};

/** Scores this close are a tie. */
const TIE = 1e-12;

function check({ codes, cardinalities, errors }: SliceQuestion): void {
  if (codes.length !== cardinalities.length) {
    throw new RangeError(
      `There are ${codes.length} features and ${cardinalities.length} cardinalities.`,
    );
  }
  codes.forEach((column, f) => {
    if (column.length !== errors.length) {
      throw new RangeError(
        `Feature ${f} has ${column.length} rows; there are ${errors.length} errors.`,
      );
    }
  });
  errors.forEach((error, i) => {
    if (!(error >= 0) || error === Infinity) {
      throw new RangeError(
        `Row ${i} has error ${error}; errors are numbers from 0 up.`,
      );
    }
  });
}

/** A slice under search; predicates are indices into the basic slices, ascending. */
type Found = {
  readonly basics: readonly number[];
  readonly size: number;
  readonly sumError: number;
  readonly maxError: number;
  readonly score: number;
};

class SliceSearch {
  readonly #basics: { feature: number; code: number; bits: BitSet }[] = [];
  readonly #isBinary: boolean;
  readonly #errorBits: BitSet;
  readonly #scratch: BitSet;
  readonly #k: number;
  readonly #pValues: number[] = [];
  readonly #tested = new Map<Found, number>();
  readonly #whole: { size: number; sum: number; sumSquares: number };
  #top: Found[] = [];

  constructor(
    private readonly question: SliceQuestion,
    private readonly bounds: Whole,
  ) {
    const { errors } = question;
    this.#k = question.k ?? 10;
    this.#isBinary = errors.every(error => error === 0 || error === 1);
    this.#errorBits = emptyBits(errors.length);
    this.#scratch = emptyBits(errors.length);
    errors.forEach((error, i) => error > 0 && setBit(this.#errorBits, i));
    this.#whole = {
      size: errors.length,
      sum: errors.reduce((sum, error) => sum + error, 0),
      sumSquares: errors.reduce((sum, error) => sum + error * error, 0),
    };
  }

  run(maxLevel: number): Slice[] {
    let level = this.#firstLevel();
    for (let depth = 2; depth <= maxLevel && level.length > 1; depth++) {
      level = this.#nextLevel(level, depth);
    }
    return this.#results();
  }

  #firstLevel(): Found[] {
    const { codes, cardinalities, errors } = this.question;
    const level: Found[] = [];
    for (let feature = 0; feature < codes.length; feature++) {
      const sets = Array.from({ length: cardinalities[feature] }, () =>
        emptyBits(errors.length),
      );
      codes[feature].forEach((code, i) => {
        if (code >= cardinalities[feature]) {
          throw new RangeError(
            `Feature ${feature}, row ${i}: code ${code} of ${cardinalities[feature]}.`,
          );
        }
        if (code >= 0) setBit(sets[code], i);
      });
      for (const [code, bits] of sets.entries()) {
        const found = this.#measure([this.#basics.length], bits);
        if (!found) continue;
        this.#basics.push({ feature, code, bits });
        level.push(found);
      }
    }
    return level;
  }

  /** Joins slices that share all but their last predicate. */
  #nextLevel(level: readonly Found[], depth: number): Found[] {
    const byKey = new Map(level.map(found => [found.basics.join(), found]));
    const next: Found[] = [];
    const groups = new Map<string, Found[]>();
    for (const found of level) {
      const prefix = found.basics.slice(0, -1).join();
      const group = groups.get(prefix);
      if (group) group.push(found);
      else groups.set(prefix, [found]);
    }
    for (const group of groups.values()) {
      for (let a = 0; a < group.length; a++) {
        for (let b = a + 1; b < group.length; b++) {
          const candidate = this.#join(group[a], group[b], byKey, depth);
          if (candidate) next.push(candidate);
        }
      }
    }
    return next;
  }

  #join(
    a: Found,
    b: Found,
    byKey: ReadonlyMap<string, Found>,
    depth: number,
  ): Found | undefined {
    const last = b.basics[depth - 2];
    if (
      this.#basics[a.basics[depth - 2]].feature === this.#basics[last].feature
    )
      return undefined;
    const basics = [...a.basics, last];
    const bound = {
      size: Math.min(a.size, b.size),
      sumError: Math.min(a.sumError, b.sumError),
      maxError: Math.min(a.maxError, b.maxError),
    };
    for (let leave = 0; leave < depth - 2; leave++) {
      const parent = byKey.get(basics.filter((_, i) => i !== leave).join());
      if (!parent) return undefined;
      bound.size = Math.min(bound.size, parent.size);
      bound.sumError = Math.min(bound.sumError, parent.sumError);
      bound.maxError = Math.min(bound.maxError, parent.maxError);
    }
    const best = scoreBound(this.bounds, bound);
    if (best <= 0 || best < this.#threshold() - TIE) return undefined;
    intersect(
      basics.map(basic => this.#basics[basic].bits),
      this.#scratch,
    );
    return this.#measure(basics, this.#scratch);
  }

  /** Measures and tests a slice; undefined where it has too few rows or no error. */
  #measure(basics: readonly number[], bits: BitSet): Found | undefined {
    const size = countBits(bits);
    if (size < this.bounds.minSupport) return undefined;
    let sumError = 0;
    let maxError = 0;
    let sumSquares = 0;
    if (this.#isBinary) {
      sumError = countShared(bits, this.#errorBits);
      maxError = sumError > 0 ? 1 : 0;
    } else {
      const { errors } = this.question;
      forEachBit(bits, i => {
        sumError += errors[i];
        sumSquares += errors[i] * errors[i];
        if (errors[i] > maxError) maxError = errors[i];
      });
    }
    if (sumError === 0) return undefined;
    const score = sliceScore(this.bounds, size, sumError);
    const found = { basics, size, sumError, maxError, score };
    this.#tested.set(found, this.#pValues.length);
    this.#pValues.push(
      this.#isBinary
        ? hypergeometricTail(this.#whole.size, this.#whole.sum, size, sumError)
        : welchTail({ size, sum: sumError, sumSquares }, this.#whole),
    );
    this.#keep(found);
    return found;
  }

  #threshold(): number {
    return this.#top.length < this.#k ? 0 : this.#top[this.#k - 1].score;
  }

  #keep(found: Found): void {
    if (found.score <= 0 || found.score < this.#threshold() - TIE) return;
    const at = this.#top.findIndex(other => other.score < found.score);
    this.#top.splice(at < 0 ? this.#top.length : at, 0, found);
    const threshold = this.#threshold();
    while (
      this.#top.length > this.#k &&
      this.#top[this.#top.length - 1].score < threshold - TIE
    ) {
      this.#top.pop();
    }
  }

  #results(): Slice[] {
    const q = falseDiscoveryRate(Float64Array.from(this.#pValues));
    const rows = this.#top.map(({ basics }) => {
      const bits = emptyBits(this.bounds.rows);
      intersect(
        basics.map(basic => this.#basics[basic].bits),
        bits,
      );
      return bits;
    });
    const described = this.#top.map(({ basics }) =>
      basics.map(basic => ({
        feature: this.#basics[basic].feature,
        code: this.#basics[basic].code,
      })),
    );
    return this.#top.map((found, i) => ({
      predicates: described[i],
      score: found.score,
      size: found.size,
      sumError: found.sumError,
      maxError: found.maxError,
      averageError: found.sumError / found.size,
      pValue: this.#pValues[this.#tested.get(found)!],
      qValue: q[this.#tested.get(found)!],
      sameRowsAs: described.filter(
        (_, j) =>
          j !== i &&
          this.#top[j].size === found.size &&
          sameBits(rows[i], rows[j]),
      ),
    }));
  }
}

/**
 * The k slices with the highest score above 0, exactly: SliceLine (Sagadeeva and
 * Boehm 2021) by level, pruned by size, by score bound and by missing parents,
 * on packed bit sets.
 *
 * @throws RangeError for arrays that do not fit together or errors below 0
 */
export function findSlices(question: SliceQuestion): {
  rows: number;
  averageError: number;
  slices: Slice[];
} {
  check(question);
  const n = question.errors.length;
  const total = question.errors.reduce((sum, error) => sum + error, 0);
  if (n === 0 || total === 0) return { rows: n, averageError: 0, slices: [] };
  const search = new SliceSearch(question, {
    rows: n,
    averageError: total / n,
    alpha: question.alpha ?? 0.95,
    minSupport: question.minSupport ?? Math.max(Math.ceil(n / 100), 8),
  });
  return {
    rows: n,
    averageError: total / n,
    slices: search.run(question.maxLevel ?? 3),
  };
}
