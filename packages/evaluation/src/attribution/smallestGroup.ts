/** Sets that are tried one by one before the answer is only one that cannot be made smaller. */
const SETS_LIMIT = 20_000;

export type SmallestGroup = {
  /** Indices of the changes, ascending. */
  readonly members: readonly number[];
  /** What they alone change the metric by. */
  readonly effect: number;
  /**
   * `smallest`: no set with fewer changes does as much. `minimal`: none of them
   * can be left out, but another set might be smaller.
   */
  readonly size: 'smallest' | 'minimal';
};

/**
 * The smallest group of changes that by itself accounts for most of a fall (or
 * rise) of a metric. Sets are tried by size as long as they are few; else the
 * group that grows by the strongest change each time is made minimal by delta
 * debugging (Zeller and Hildebrandt 2002, ddmin).
 *
 * @param changes - how many there are: rows, or commits
 * @param effectOf - what the metric differs by when just these changes are made
 * @param share - of the whole effect that the group must reach, 0 to 1
 * @returns undefined where all changes together have no effect
 */
export function smallestGroup(
  changes: number,
  effectOf: (members: readonly number[]) => number,
  share = 0.9,
): SmallestGroup | undefined {
  const all = Array.from({ length: changes }, (_, i) => i);
  const whole = effectOf(all);
  if (whole === 0 || changes === 0) return undefined;
  const direction = Math.sign(whole);
  const needed = Math.abs(whole) * share;
  const strength = (members: readonly number[]) =>
    direction * effectOf(members);
  const reaches = (members: readonly number[]) =>
    strength(members) >= needed - Number.EPSILON;
  const grown = growGroup(all, strength, reaches);
  let tried = 0;
  for (let size = 1; size < grown.length; size++) {
    tried += combinations(changes, size);
    if (tried > SETS_LIMIT) {
      const members = ddmin(grown, reaches);
      return { members, effect: effectOf(members), size: 'minimal' };
    }
    const members = strongestOf(all, size, strength);
    if (reaches(members))
      return { members, effect: effectOf(members), size: 'smallest' };
  }
  return { members: grown, effect: effectOf(grown), size: 'smallest' };
}

/** Adds the change that does most until the group reaches. */
function growGroup(
  all: readonly number[],
  strength: (members: readonly number[]) => number,
  reaches: (members: readonly number[]) => boolean,
): number[] {
  const members: number[] = [];
  const left = new Set(all);
  while (left.size > 0 && !reaches(members)) {
    const [best] = argmax([...left], each => strength([...members, each]));
    members.push(best);
    left.delete(best);
  }
  return members.sort((a, b) => a - b);
}

function strongestOf(
  all: readonly number[],
  size: number,
  strength: (members: readonly number[]) => number,
): number[] {
  const [best] = argmax([...subsets(all, size)], strength);
  return best;
}

function* subsets(
  all: readonly number[],
  size: number,
  from = 0,
): Generator<number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= all.length - size; i++)
    for (const rest of subsets(all, size - 1, i + 1)) yield [all[i], ...rest];
}

/** Zeller and Hildebrandt (2002), figure 4, on a set that reaches. */
function ddmin(
  members: readonly number[],
  reaches: (members: readonly number[]) => boolean,
  parts = 2,
): readonly number[] {
  if (members.length < 2) return members;
  const size = Math.ceil(members.length / parts);
  const chunks = Array.from(
    { length: Math.ceil(members.length / size) },
    (_, i) => members.slice(i * size, (i + 1) * size),
  );
  const chunk = chunks.find(reaches);
  if (chunk) return ddmin(chunk, reaches);
  const rest = chunks
    .map(left => members.filter(each => !left.includes(each)))
    .find(each => each.length > 0 && reaches(each));
  if (rest) return ddmin(rest, reaches, Math.max(parts - 1, 2));
  return parts >= members.length
    ? members
    : ddmin(members, reaches, Math.min(2 * parts, members.length));
}

/** The first of the greatest, and how great. */
function argmax<T>(
  candidates: readonly T[],
  valueOf: (candidate: T) => number,
): [T, number] {
  let best = candidates[0];
  let value = -Infinity;
  for (const candidate of candidates) {
    const own = valueOf(candidate);
    if (own <= value) continue;
    best = candidate;
    value = own;
  }
  return [best, value];
}

function combinations(n: number, size: number): number {
  let count = 1;
  for (let i = 1; i <= size; i++) count = (count * (n - size + i)) / i;
  return count;
}
