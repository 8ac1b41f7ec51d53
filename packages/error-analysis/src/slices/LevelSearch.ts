import { Gathered } from './Gathered';
import { joinLevel } from './joinLevel';
import type { LevelIndex } from './LevelIndex';
import { pickMeasures, pickMembers } from './pickSlices';
import type { Range } from './rangesOf';
import { SliceLevel, type LevelSlices } from './SliceLevel';
import { mayBeat, type Size, type Whole } from './sliceScore';
import type { SliceSets } from './SliceSets';
import type { Block, SliceMeasures } from './SliceStep';
import { takeMeasured } from './takeMeasured';
import { type TestedBlock, TestedBlockBuilder } from './TestedBlock';
import type { Moments } from './sliceTest';
import { type Counted, TopSlices } from './TopSlices';

/** What is to be made of a level; can be sent between threads as it is. */
export type LevelQuestion = {
  readonly level: LevelSlices;
  /** The feature of each kept single. */
  readonly featureOf: Int32Array;
  readonly whole: Whole;
  readonly moments: Moments;
  readonly errors: SliceMeasures['errors'];
  readonly k: number;
  /** Whether what is found may be the parent of more. */
  readonly goesOn: boolean;
};

/** What was found of a block; can be sent between threads as it is. */
export type LevelFindings = {
  readonly tested: TestedBlock;
  readonly best: readonly Counted[];
  /** In the order of their members; where the search goes on. */
  readonly next?: LevelSlices;
};

/** Searches what joins the slices of a level, block by block: what a block holds depends on nothing but its threshold. */
export class LevelSearch {
  readonly #width: number;
  readonly #gathered: Gathered;

  constructor(
    private readonly sets: SliceSets,
    private readonly level: SliceLevel,
    /** Of this level and those before. */
    private readonly index: LevelIndex,
    private readonly question: Omit<LevelQuestion, 'level'>,
  ) {
    this.#width = level.width + 1;
    this.#gathered = new Gathered(this.#width);
  }

  search(block: Block): LevelFindings {
    const { whole, moments, errors, k, goesOn } = this.question;
    const { threshold } = block;
    const width = this.#width;
    const uncounted = this.#gather(block, threshold);
    const { members, mostRows } = this.#gathered;
    // Rows with an error first: what error a slice has is then known, and few
    // are worth counting the other rows of.
    const erring = this.sets.erring(width, members);
    const open = openOnes(whole, threshold, erring, mostRows);
    const tested = new TestedBlockBuilder(moments, errors, open.length);
    tested.addUncounted(uncounted + mostRows.length - open.length);
    const top = new TopSlices(k, threshold);
    const next = goesOn ? new SliceLevel(width) : undefined;
    if (open.length > 0) {
      const kept = pickMembers(members, width, open);
      const found = pickMeasures(erring, open);
      this.sets.addOthers(width, kept, found.size);
      takeMeasured({ whole, tested, top }, kept, found, next);
    }
    return { tested: tested.block(), best: top.list(), next: next?.slices() };
  }

  /**
   * Gathers those that their parents leave open.
   *
   * @returns how many they rule out
   */
  #gather(range: Range, threshold: number): number {
    const { whole, featureOf } = this.question;
    const gathered = this.#gathered;
    let uncounted = 0;
    gathered.clear();
    joinLevel(this.level, this.index, featureOf, range, (members, bound) => {
      if (bound.size < whole.minSupport) return;
      if (mayBeat(whole, threshold, bound)) gathered.push(members, bound.size);
      else uncounted++;
    });
    return uncounted;
  }
}

/** Those whose error, known by now, could still make them one of the best. */
function openOnes(
  whole: Whole,
  threshold: number,
  { sumError, maxError }: SliceMeasures,
  mostRows: Float64Array,
): Int32Array {
  const open = new Int32Array(mostRows.length);
  const bound: { -readonly [Key in keyof Size]: number } = {
    size: 0,
    sumError: 0,
    maxError: 0,
  };
  let count = 0;
  for (let i = 0; i < mostRows.length; i++) {
    bound.size = mostRows[i];
    bound.sumError = sumError[i];
    bound.maxError = maxError[i];
    if (mayBeat(whole, threshold, bound)) open[count++] = i;
  }
  return open.subarray(0, count);
}
