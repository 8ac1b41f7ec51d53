import type {
  RowChangeEntry,
  RowEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Edit, Merged } from '@greenroom/change';
import type { Asset } from '../../registry/Asset';
import type { MadeEdits } from '../rowChanges/rowChangeEdits';
import { mergeTable } from './mergeTable';
import type { TableFile } from './tableFiles';

/** What is left of the entries of a basket on the newest version. */
export type MergedEntries<E> = Merged & {
  /** Those that something is left to do of, as it is done. */
  readonly left: readonly E[];
  /** The entry that an edit was made of. */
  entryOf(edit: Edit): E;
};

/**
 * Merges the entries of a basket onto the files as they are, by what the person
 * chose where both sides have their own word.
 *
 * @param made - edits by the entries they come of, as `rowChangeEdits` gives them
 * @throws EditError where a file cannot be read
 */
export async function mergeEntries<E extends RowEntry | RowChangeEntry>(
  rooms: Parameters<typeof mergeTable>[0],
  asset: Asset,
  files: readonly TableFile[],
  made: MadeEdits<E>,
  baseCommit: string | undefined,
): Promise<MergedEntries<E>> {
  const merged = await mergeTable(rooms, asset, files, [...made.keys()], {
    commit: baseCommit,
    decisions: new Map(
      [...made.values()].flatMap(entry =>
        'settled' in entry && entry.settled
          ? [[entry.settled.conflict, entry.settled.take] as const]
          : [],
      ),
    ),
  });
  const done = new Set([...merged.upstream, ...merged.givenUp]);
  const changed = new Map(merged.edits.map(edit => [placeOf(edit), edit]));
  return {
    ...merged,
    left: [...made].flatMap(([edit, entry]) => {
      if (done.has(edit)) return [];
      const now = changed.get(placeOf(edit));
      return [now ? asDone(entry, now) : entry];
    }),
    entryOf: edit => made.get(edit)!,
  };
}

/** Of a row several cells may be edited. */
function placeOf(edit: Edit): string {
  const column = edit.kind === 'cell' ? edit.column : '';
  return JSON.stringify([edit.kind, edit.key, column]);
}

/** An entry as it is done on the newest version. */
function asDone<E extends RowEntry | RowChangeEntry>(entry: E, edit: Edit): E {
  switch (edit.kind) {
    case 'relabel':
    case 'cell':
      return { ...entry, from: edit.from, to: edit.to };
    case 'exclude':
      return { ...entry, from: edit.from ?? '' };
    default:
      return entry;
  }
}
