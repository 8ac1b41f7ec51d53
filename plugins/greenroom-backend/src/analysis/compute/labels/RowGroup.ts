import type { LabelGroups } from '@greenroom/backstage-plugin-greenroom-common';
import type { Comparison } from './compareRows';
import type { WrittenRecord } from './writeRecords';
import type { LabelledRow } from './readLabels';

/** Rows that are the same, or nearly. */
export type RowGroup = {
  readonly id: string;
  readonly kind: LabelGroups['groups'][number]['kind'];
  readonly rows: readonly number[];
};

/** Groups of each kind, numbered from 1 in the order of their first rows. */
export function rowGroups({ duplicates, conflicts }: Comparison): RowGroup[] {
  const numbered = (
    kind: RowGroup['kind'],
    groups: readonly (readonly number[])[],
  ) =>
    groups.map((rows, i): RowGroup => ({ id: `${kind}-${i + 1}`, kind, rows }));
  return [
    ...numbered(
      'conflict',
      conflicts.map(({ rows }) => rows),
    ),
    ...numbered('exact_duplicate', duplicates.exact),
    ...numbered('near_duplicate', duplicates.near),
  ];
}

/** Lines of `groups.parquet`. */
export function* groupRecords(
  groups: readonly RowGroup[],
  rows: readonly LabelledRow[],
  classes: readonly string[],
): Generator<WrittenRecord> {
  const seen = new Map<RowGroup['kind'], number>();
  for (const { id, kind, rows: members } of groups) {
    const rank = seen.get(kind) ?? 0;
    seen.set(kind, rank + 1);
    for (const [place, row] of members.entries()) {
      const { key, label, split } = rows[row];
      yield {
        kind,
        group: id,
        rank,
        place,
        size: members.length,
        key,
        label: classes[label],
        split,
      };
    }
  }
}
