import { describeSlices } from './describeSlices';
import { keepSets, measureAlone } from './measureParts';
import { pickMeasures } from './pickSlices';
import { roundsOf } from './roundsOf';
import type { SliceAnswer, SliceSpace } from './Slice';
import { SliceLevel } from './SliceLevel';
import { mayBeat, Whole } from './sliceScore';
import { askBlocks, SliceMeasures, SliceProgram } from './SliceStep';
import { takeMeasured } from './takeMeasured';
import type { Moments } from './sliceTest';
import { TestedBlockBuilder } from './TestedBlock';
import { TestedSlices } from './TestedSlices';
import { TopSlices } from './TopSlices';

const DEFAULT_K = 10;
const DEFAULT_LEVELS = 3;
const DEFAULT_ALPHA = 0.95;
/** As SliceLine: a hundredth of the rows, and never fewer than can be judged. */
const SUPPORT_SHARE = 0.01;
const LEAST_SUPPORT = 8;

/** A search under way. */
export type Search = {
  readonly whole: Whole;
  readonly all: Moments;
  readonly errors: SliceMeasures['errors'];
  readonly k: number;
  /** The feature and code of each kept single. */
  readonly featureOf: Int32Array;
  readonly codeOf: Int32Array;
  readonly tested: TestedSlices;
  readonly top: TopSlices;
};

/**
 * The k slices with the highest score above 0, exactly: SliceLine (Sagadeeva and
 * Boehm 2021) by level, pruned by size, by score bound and by missing parents.
 * Yields parts that any worker may do, and goes on when it is given their
 * answers; it knows no row itself, and what is pruned does not depend on who
 * did what, so that the answer is the same however many do them.
 *
 * @throws RangeError where k, level, support or alpha cannot be
 */
export function* searchSlices(space: SliceSpace): SliceProgram<SliceAnswer> {
  const { cardinalities } = space;
  const { k, maxLevel, alpha } = checked(space);
  const { all, singles } = yield* measureAlone(cardinalities);
  const whole = {
    rows: all.size,
    averageError: all.size === 0 ? 0 : all.sumError / all.size,
    alpha,
    minSupport:
      space.minSupport ??
      Math.max(Math.ceil(all.size * SUPPORT_SHARE), LEAST_SUPPORT),
  };
  const { ids, ...kept } = keepSingles(
    cardinalities,
    singles,
    whole.minSupport,
  );
  const search: Search = {
    ...{ whole, all, errors: singles.errors, k },
    ...kept,
    tested: new TestedSlices(all, singles.errors),
    top: new TopSlices(k),
  };
  let level = firstLevel(search, pickMeasures(singles, ids));
  if (level.count > 0) yield* keepSets(cardinalities, ids, singles.errors);
  for (let width = 2; width <= maxLevel && level.count > 1; width++)
    level = yield* nextLevel(search, level, width < maxLevel);
  return yield* describeSlices(search);
}

/** The kept singles. */
function firstLevel(
  { whole, all, errors, tested, top }: Search,
  singles: SliceMeasures,
): SliceLevel {
  const level = new SliceLevel(1);
  const count = singles.size.length;
  const block = new TestedBlockBuilder(all, errors, count);
  takeMeasured(
    { whole, tested: block, top },
    Int32Array.from({ length: count }, (_, place) => place),
    singles,
    level,
  );
  tested.add(block.block());
  return level;
}

/**
 * What the slices of a level make, round by round: the threshold of a round is
 * that of the rounds before it.
 *
 * @param goesOn - whether the next level is needed; none is in it otherwise
 */
function* nextLevel(
  search: Search,
  last: SliceLevel,
  goesOn: boolean,
): SliceProgram<SliceLevel> {
  const { whole, all, errors, k, featureOf, tested, top } = search;
  const level = last.filter(slice => mayBeat(whole, top.threshold, slice));
  const next = new SliceLevel(level.width + 1);
  yield {
    setup: {
      kind: 'level',
      question: {
        ...{ whole, moments: all, errors, k, featureOf, goesOn },
        level: level.slices(),
      },
    },
    parts: [],
  };
  let takeLast = () => {};
  for (const round of roundsOf(level)) {
    const { threshold } = top;
    const found = yield* askBlocks(
      round.map(range => ({ kind: 'block', ...range, threshold })),
      takeLast,
    );
    for (const { best } of found) best.forEach(slice => top.offer(slice));
    // The next round waits for nothing but the threshold.
    takeLast = () =>
      found.forEach(block => {
        tested.add(block.tested);
        if (block.next) next.append(block.next);
      });
  }
  takeLast();
  return next;
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
