import { KERNEL_STEP_BYTES } from './SliceKernel';

/** In what order the conjunctions of a task are measured. */
export type ConjunctionPlan = {
  readonly width: number;
  readonly members: Int32Array;
  readonly last: Int32Array;
  readonly order: Int32Array;
  /** 1 where all members but the last are not those of the one before. */
  readonly startsPrefix: Uint8Array;
  /** Sets that should stay in the cache while others pass. */
  readonly near: number;
};

/** What a core keeps near: half of a usual second-level cache. */
const CACHE_BYTES = 256 * 1024;
/** Below this the calls would cost more than the counting. */
const LEAST_CHUNK_BYTES = 2048;

/**
 * Pairs are measured by their last member, which then stays in the cache while
 * those before it change; longer ones as they come, so that what their first
 * members share is found once.
 */
export function planConjunctions(
  width: number,
  members: Int32Array,
): ConjunctionPlan {
  const count = members.length / width;
  const last = new Int32Array(count);
  for (let i = 0; i < count; i++) last[i] = members[(i + 1) * width - 1];
  return {
    width,
    members,
    last,
    order: width === 2 ? byLast(last) : inTurn(count),
    startsPrefix: startsOf(width, members, count),
    near: width === 2 ? distinct(members, 2) + 1 : distinct(members, 1),
  };
}

/** What two members share is not kept, so that pairs have no prefix to find. */
function startsOf(
  width: number,
  members: Int32Array,
  count: number,
): Uint8Array {
  const starts = new Uint8Array(count);
  if (width === 2) return starts;
  for (let i = 0; i < count; i++) {
    let isSame = i > 0;
    for (let p = 0; isSame && p < width - 1; p++)
      isSame = members[i * width + p] === members[(i - 1) * width + p];
    starts[i] = isSame ? 0 : 1;
  }
  return starts;
}

function inTurn(count: number): Int32Array {
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  return order;
}

/** Places in the order of their last members, which are not many (counting sort). */
function byLast(last: Int32Array): Int32Array {
  const starts = new Int32Array(highest(last) + 2);
  for (let i = 0; i < last.length; i++) starts[last[i] + 1]++;
  for (let m = 1; m < starts.length; m++) starts[m] += starts[m - 1];
  const order = new Int32Array(last.length);
  for (let i = 0; i < last.length; i++) order[starts[last[i]]++] = i;
  return order;
}

/** Different members among every so many. */
function distinct(members: Int32Array, step: number): number {
  const seen = new Uint8Array(highest(members) + 1);
  let count = 0;
  for (let i = 0; i < members.length; i += step) {
    if (seen[members[i]] === 0) count++;
    seen[members[i]] = 1;
  }
  return count;
}

function highest(members: Int32Array): number {
  let most = 0;
  for (let i = 0; i < members.length; i++)
    if (members[i] > most) most = members[i];
  return most;
}

/** Bytes of each set to go through at a time, so that so many sets fit the cache. */
export function chunkFor(sets: number): number {
  const bytes = Math.floor(CACHE_BYTES / sets);
  return Math.max(LEAST_CHUNK_BYTES, bytes - (bytes % KERNEL_STEP_BYTES));
}
