import type { VersionProfile } from '@greenroom/backstage-plugin-greenroom-common';
import { plural, share } from '../components/numbers';

export type ClassLine = {
  label: string;
  /** Rows of it, by split. */
  counts: number[];
  total: number;
  /** Largest share that any class has in any split, 0 to 1: the longest bar. */
  most: number;
};

/** One line a class, in the order in which they are declared, then the most frequent first. */
export function classTable(
  splits: VersionProfile['splits'],
  declared: readonly string[] = [],
): ClassLine[] {
  const counts = new Map<string, number[]>();
  splits.forEach(({ classes }, index) => {
    for (const { label, count } of classes) {
      const line = counts.get(label) ?? splits.map(() => 0);
      line[index] += count;
      counts.set(label, line);
    }
  });
  const most = Math.max(
    ...[...counts.values()].flatMap(line =>
      line.map((n, index) => (splits[index].rows ? n / splits[index].rows : 0)),
    ),
    Number.MIN_VALUE,
  );
  const place = (label: string) => {
    const index = declared.indexOf(label);
    return index === -1 ? declared.length : index;
  };
  return [...counts]
    .map(([label, line]) => ({
      label,
      counts: line,
      total: line.reduce((sum, n) => sum + n, 0),
      most,
    }))
    .sort(
      (a, b) =>
        place(a.label) - place(b.label) ||
        b.total - a.total ||
        a.label.localeCompare(b.label),
    );
}

/** "10 classes, from 8.9 % (5) to 11.2 % (1) of the rows". */
export function balanceFinding(lines: readonly ClassLine[]): string {
  const total = lines.reduce((sum, line) => sum + line.total, 0);
  const byCount = [...lines].sort((a, b) => a.total - b.total);
  const [rarest] = byCount;
  const most = byCount[byCount.length - 1];
  if (!rarest || lines.length === 1)
    return plural(lines.length, 'class', 'classes');
  return `${plural(lines.length, 'class', 'classes')}, from ${share(
    rarest.total,
    total,
  )} (${rarest.label || 'none'}) to ${share(most.total, total)} (${
    most.label || 'none'
  }) of the rows`;
}
