import type { Range } from './rangesOf';
import type { SliceLevel } from './SliceLevel';

/** Blocks of a round: whoever searches them, all know the same threshold, so that as many workers give the same answer. */
const ROUND_BLOCKS = 8;
/** Joins of a block. The first rounds are short, since no threshold is known that prunes; a block of the last is some milliseconds. */
const BLOCK_JOINS = { least: 64, most: 32_768 } as const;

/** Cuts the joins of a level into blocks, and those into rounds of about as many joins a block. */
export function* roundsOf(level: SliceLevel): Generator<readonly Range[]> {
  const joins = joinsOf(level);
  let left = joins.reduce((sum, each) => sum + each, 0);
  let most: number = BLOCK_JOINS.least;
  for (let from = 0; left > 0; ) {
    // What is left is shared by all blocks of the last round.
    const target = Math.min(most, Math.ceil(left / ROUND_BLOCKS));
    const round: Range[] = [];
    while (round.length < ROUND_BLOCKS && left > 0) {
      let to = from;
      for (let taken = 0; taken < target && to < joins.length; to++)
        taken += joins[to];
      for (let place = from; place < to; place++) left -= joins[place];
      round.push({ from, to });
      from = to;
    }
    yield round;
    most = Math.min(BLOCK_JOINS.most, 2 * most);
  }
}

/** How many later slices each place of the level may be joined with. */
function joinsOf(level: SliceLevel): Int32Array {
  const joins = new Int32Array(level.count);
  for (let first = 0; first < level.count; ) {
    const end = level.groupEnd(first);
    for (let place = first; place < end; place++)
      joins[place] = end - place - 1;
    first = end;
  }
  return joins;
}
