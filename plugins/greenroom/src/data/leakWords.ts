import type {
  Leak,
  LeakKind,
  VersionLeakage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';

export const LEAK_NAMES: Readonly<Record<LeakKind, string>> = {
  exact: 'the same row',
  near: 'nearly the same row',
  moved: 'moved from one split to the other',
};

type Counts = NonNullable<VersionLeakage['counts']>;

/** How many rows stand in two splits, by the pair of splits with most of them. */
export function leakageFinding(counts: Counts): string {
  const pairs = new Map<
    string,
    { split: string; other: string; rows: number }
  >();
  for (const { split, otherSplit: other, rows } of counts) {
    if (rows === 0) continue;
    const name = JSON.stringify([split, other]);
    const pair = pairs.get(name) ?? { split, other, rows: 0 };
    pair.rows += rows;
    pairs.set(name, pair);
  }
  if (pairs.size === 0) return 'No row crosses from one split to another';
  const found = [...pairs.values()];
  const most = found.reduce((a, b) => (b.rows > a.rows ? b : a));
  const ever = counts.some(({ kind, rows }) => kind === 'moved' && rows > 0);
  const total = found.reduce((sum, { rows }) => sum + rows, 0);
  const now = total === 1 ? 'stands' : 'stand';
  const stand = ever ? `${now}, or once stood,` : now;
  if (found.length === 1)
    return `${plural(most.rows, 'row')} of ${most.split} ${stand} in ${
      most.other
    } too`;
  return `${plural(total, 'row')} ${stand} in two splits, most of them in ${
    most.split
  } and ${most.other}`;
}

/** How the two rows of a pair are alike; `earlier` names the version of the second, where it is another. */
export function leakSentence(leak: Leak, earlier: string | undefined): string {
  if (leak.kind === 'exact') return 'the same row in both';
  if (leak.kind === 'near')
    return `${(leak.similarity * 100).toFixed(1)} % alike`;
  return `${leak.key} is in ${leak.split} now and was in ${leak.otherSplit}${
    earlier ? ` in ${earlier}` : ' before'
  }`;
}
