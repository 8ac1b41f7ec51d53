import { describeSlices } from './describeSlices';
import { joinLevel } from './joinLevel';
import { LevelIndex } from './LevelIndex';
import type { SliceAnswer, SliceSpace } from './Slice';
import { SliceLevel } from './SliceLevel';
import { scoreBound, Size, sliceScore, Whole } from './sliceScore';
import { pickMeasures, pickMembers } from './pickSlices';
import { askMeanwhile, SliceMeasures, SliceProgram } from './SliceTask';
import { Gathered, TaskBatch } from './TaskBatch';
import { TestedSlices } from './TestedSlices';
import { TIE, TopSlices } from './TopSlices';

const DEFAULT_K = 10;
const DEFAULT_LEVELS = 3;
const DEFAULT_ALPHA = 0.95;
/** As SliceLine: a hundredth of the rows, and never fewer than can be judged. */
const SUPPORT_SHARE = 0.01;
const LEAST_SUPPORT = 8;
/** A search under way. */
export type Search = {
  readonly whole: Whole;
  /** The feature and code of each kept single. */
  readonly featureOf: Int32Array;
  readonly codeOf: Int32Array;
  readonly tested: TestedSlices;
  readonly top: TopSlices;
};

/**
 * The k slices with the highest score above 0, exactly: SliceLine (Sagadeeva and
 * Boehm 2021) by level, pruned by size, by score bound and by missing parents.
 * Yields what every shard of the rows must measure, and goes on when it is given
 * what they found together (`mergeMeasures`); it knows no row itself, so that
 * the answer is the same however the rows are sharded.
 *
 * @throws RangeError where k, level, support or alpha cannot be
 */
export function* searchSlices(space: SliceSpace): SliceProgram<SliceAnswer> {
  const { k, maxLevel, alpha } = checked(space);
  const singles = yield { kind: 'singles' };
  const last = singles.size.length - 1;
  const rows = singles.size[last];
  const sumError = singles.sumError[last];
  const whole = {
    rows,
    averageError: rows === 0 ? 0 : sumError / rows,
    alpha,
    minSupport:
      space.minSupport ??
      Math.max(Math.ceil(rows * SUPPORT_SHARE), LEAST_SUPPORT),
  };
  const tested = new TestedSlices(
    { size: rows, sumError, sumSquares: singles.sumSquares[last] },
    singles.errors,
  );
  const top = new TopSlices(k);
  const kept = keepSingles(space.cardinalities, singles, whole.minSupport);
  const search = { whole, tested, top, ...kept };
  let level = new SliceLevel(1);
  take(
    search,
    { width: 1, members: Int32Array.from(kept.ids.keys()) },
    pickMeasures(singles, kept.ids),
    level,
  );
  if (level.count > 0) yield { kind: 'keep', singles: kept.ids };
  const index = new LevelIndex(kept.ids.length);
  for (let width = 2; width <= maxLevel && level.count > 1; width++) {
    level = level.filter(slice => isOpen(search, slice));
    index.add(level);
    const next = width < maxLevel ? new SliceLevel(width) : undefined;
    yield* nextLevel(search, level, index, next);
    if (!next) break;
    level = next;
  }
  return yield* describeSlices(search, singles.errors);
}

/**
 * Measures what the slices of a level make, batch by batch. While a batch is
 * measured the last one is taken into account and the next one gathered, so that
 * other threads need not wait for either; bounds are then those of a batch ago,
 * whoever measures.
 */
function* nextLevel(
  search: Search,
  level: SliceLevel,
  index: LevelIndex,
  next: SliceLevel | undefined,
): SliceProgram<void> {
  const batch = new TaskBatch(level.width + 1, search.whole.rows);
  const visit = (members: Int32Array, bound: Size) => {
    if (bound.size < search.whole.minSupport) return undefined;
    if (isOpen(search, bound)) return batch.push(members, bound.size);
    search.tested.addUncounted(1);
    return undefined;
  };
  function* batches() {
    yield* joinLevel(level, index, search.featureOf, visit);
    const rest = batch.take();
    if (rest) yield rest;
  }
  const gatherings = batches();
  let gathered = gatherings.next();
  const gatherNext = () => {
    gathered = gatherings.next();
  };
  let takeLast = () => {};
  while (!gathered.done) {
    const { width, members, mostRows } = gathered.value;
    // Rows with an error first: what error a slice has is then known, and few
    // are worth counting the other rows of.
    const erring = yield* askMeanwhile(
      { kind: 'conjunctions', part: 'erring', width, members },
      takeLast,
    );
    const open = openOnes(search, erring, mostRows);
    search.tested.addUncounted(mostRows.length - open.length);
    const kept = pickMembers(members, width, open);
    if (open.length === 0) {
      takeLast = () => {};
      gatherNext();
      continue;
    }
    const others = yield* askMeanwhile(
      { kind: 'conjunctions', part: 'others', width, members: kept },
      gatherNext,
    );
    takeLast = () => {
      const counted = pickMeasures(erring, open);
      for (let i = 0; i < open.length; i++) counted.size[i] += others.size[i];
      take(search, { width, members: kept }, counted, next);
    };
  }
  takeLast();
}

/** Whether a slice within these bounds could still be among the best. */
function isOpen({ whole, top }: Search, bound: Size): boolean {
  if (bound.sumError === 0) return false;
  const best = scoreBound(whole, bound);
  return best > 0 && best >= top.threshold - TIE;
}

/** Those whose error, known by now, could still make them one of the best. */
function openOnes(
  search: Search,
  { sumError, maxError }: SliceMeasures,
  mostRows: Float64Array,
): Int32Array {
  const open = new Int32Array(mostRows.length);
  const bound = { size: 0, sumError: 0, maxError: 0 };
  let count = 0;
  for (let i = 0; i < mostRows.length; i++) {
    bound.size = mostRows[i];
    bound.sumError = sumError[i];
    bound.maxError = maxError[i];
    if (isOpen(search, bound)) open[count++] = i;
  }
  return open.subarray(0, count);
}

/**
 * Takes what was measured into account, and adds what can be the parent of
 * others to a level. Slices of too few rows say nothing.
 */
function take(
  { whole, tested, top }: Search,
  { width, members }: Pick<Gathered, 'width' | 'members'>,
  found: SliceMeasures,
  level: SliceLevel | undefined,
): void {
  for (let i = 0; i < found.size.length; i++) {
    if (found.size[i] < whole.minSupport) continue;
    tested.add(found.size[i], found.sumError[i], found.sumSquares[i]);
    if (found.sumError[i] === 0) continue;
    const score = sliceScore(whole, found.size[i], found.sumError[i]);
    const isGood = score > 0 && score >= top.threshold - TIE;
    if (!isGood && !level) continue;
    const own = members.subarray(i * width, (i + 1) * width);
    const counted = {
      size: found.size[i],
      sumError: found.sumError[i],
      sumSquares: found.sumSquares[i],
      maxError: found.maxError[i],
    };
    level?.push(own, counted);
    if (isGood) top.offer({ ...counted, members: Array.from(own), score });
  }
}

/** Singles that a slice can be made of, in the order of their features. */
function keepSingles(
  cardinalities: readonly number[],
  singles: SliceMeasures,
  minSupport: number,
) {
  const ids: number[] = [];
  const featureOf: number[] = [];
  const codeOf: number[] = [];
  let first = 0;
  cardinalities.forEach((cardinality, feature) => {
    for (let code = 0; code < cardinality; code++) {
      const id = first + code;
      if (singles.size[id] < minSupport || singles.sumError[id] === 0) continue;
      ids.push(id);
      featureOf.push(feature);
      codeOf.push(code);
    }
    first += cardinality;
  });
  return {
    ids: Int32Array.from(ids),
    featureOf: Int32Array.from(featureOf),
    codeOf: Int32Array.from(codeOf),
  };
}

function checked({ k, maxLevel, minSupport, alpha }: SliceSpace) {
  const whole = { k, maxLevel, minSupport };
  for (const [name, value] of Object.entries(whole)) {
    if (value !== undefined && !(Number.isInteger(value) && value >= 1)) {
      throw new RangeError(`${name} is ${value}; give a whole number from 1.`);
    }
  }
  if (alpha !== undefined && !(alpha > 0 && alpha <= 1)) {
    throw new RangeError(
      `alpha is ${alpha}; give a number above 0 and at most 1.`,
    );
  }
  return {
    k: k ?? DEFAULT_K,
    maxLevel: maxLevel ?? DEFAULT_LEVELS,
    alpha: alpha ?? DEFAULT_ALPHA,
  };
}
