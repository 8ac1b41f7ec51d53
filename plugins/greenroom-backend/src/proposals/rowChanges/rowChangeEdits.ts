import type {
  RestoreEntry,
  RowChangeEntry,
  RowEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Edit, Restore } from '@greenroom/change';

/** How rows come back. */
export type RestoredRows = ReadonlyMap<string, Restore>;

/** Entries of a basket that change rows, by what they have the files say. */
export type MadeEdits<E = RowEntry | RowChangeEntry> = ReadonlyMap<Edit, E>;

/**
 * What the entries of a basket have the files of rows say. What is said of a row
 * that is excluded beside that is dropped: the row goes.
 *
 * @param splitColumn - where a column tells the split; undefined where files do
 */
export function rowChangeEdits<E extends RowEntry | RowChangeEntry>(
  entries: readonly E[],
  splitColumn?: string,
  restored: RestoredRows = new Map(),
): MadeEdits<E> {
  const excluded = new Set(
    entries.flatMap(entry => (entry.kind === 'exclude' ? [entry.key] : [])),
  );
  return new Map(
    entries.flatMap(entry => {
      const edit = editOf(entry, splitColumn, restored);
      const isDropped =
        edit && edit.kind !== 'exclude' && excluded.has(edit.key);
      return edit && !isDropped ? [[edit, entry] as const] : [];
    }),
  );
}

function editOf(
  entry: RowEntry | RowChangeEntry,
  splitColumn: string | undefined,
  restored: RestoredRows,
): Edit | undefined {
  switch (entry.kind) {
    case 'relabel':
      return {
        key: entry.key,
        kind: 'relabel',
        from: entry.from,
        to: entry.to ?? '',
      };
    case 'exclude':
      return { key: entry.key, kind: 'exclude', from: entry.from };
    case 'cell': {
      const { row, column, from, to } = entry;
      return { key: row, kind: 'cell', column, from, to };
    }
    case 'add':
      return {
        key: entry.row,
        kind: 'add',
        cells: entry.cells,
        split: entry.split,
      };
    case 'restore':
      return restored.get(restoredKey(entry));
    case 'move': {
      const { row, from, to } = entry;
      return splitColumn === undefined
        ? { key: row, kind: 'move', from, to }
        : { key: row, kind: 'cell', column: splitColumn, from, to };
    }
    default:
      return undefined;
  }
}

/** Of a row in a version. */
export function restoredKey({
  versionId,
  row,
}: Pick<RestoreEntry, 'versionId' | 'row'>): string {
  return JSON.stringify([versionId, row]);
}
