import type { LabelGroups } from '@greenroom/backstage-plugin-greenroom-common';
import { labelName } from '../../components/labelWords';
import { plural } from '../../components/numbers';

export type Group = LabelGroups['groups'][number];
export type GroupKind = Group['kind'];

/** Kinds of groups in the order of the tabs. */
export const GROUP_KINDS: Readonly<Record<GroupKind, string>> = {
  conflict: 'Conflicts',
  exact_duplicate: 'Exact',
  near_duplicate: 'Near',
};

/** The kind of the address bar; conflicts first, for they alone are surely wrong. */
export function readGroupKind(asked: string | null): GroupKind {
  return asked !== null && Object.hasOwn(GROUP_KINDS, asked)
    ? (asked as GroupKind)
    : 'conflict';
}

/** "12 groups of alike rows have different labels". */
export function groupsFinding(kind: GroupKind, total: number): string {
  const one = total === 1;
  if (kind === 'conflict')
    return total === 0
      ? 'No alike rows have different labels'
      : `${plural(total, 'group')} of alike rows ${
          one ? 'has' : 'have'
        } different labels`;
  const how = kind === 'exact_duplicate' ? 'exactly' : 'nearly';
  return total === 0
    ? `No rows are ${how} the same`
    : `${plural(total, 'group')} of rows ${one ? 'is' : 'are'} ${how} the same`;
}

/** Labels that most rows of the group have: one, or several that tie. */
export function majority({ labels }: Pick<Group, 'labels'>): readonly string[] {
  const most = Math.max(0, ...labels.map(({ count }) => count));
  return labels
    .filter(({ count }) => count === most)
    .map(({ label }) => label)
    .sort();
}

/** Splits that hold a row of the group. */
export function splitsOf({ rows }: Pick<Group, 'rows'>): readonly string[] {
  return [...new Set(rows.map(({ split }) => split))].sort();
}

/** "2 rows are 4, 1 row is 9". */
export function labelsSentence({ labels }: Pick<Group, 'labels'>): string {
  return [...labels]
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
    .map(
      ({ label, count }) =>
        `${plural(count, 'row')} ${count === 1 ? 'is' : 'are'} ${labelName(
          label,
        )}`,
    )
    .join(', ');
}
