import { type Conflict, type Edit, type Edited, EditError } from './Edit';

/** What became of each edit of a data set whose rows stand in several files. */
export type Gathered = {
  readonly changedLines: number;
  readonly applied: readonly Edit[];
  readonly unchanged: readonly Edit[];
  readonly conflicts: readonly Conflict[];
};

/**
 * Joins what came of the same edits in each file. A row that is in none of them
 * is gone: to exclude it is nothing left to do, to relabel it a conflict.
 *
 * @throws EditError where two files have a row of the same key
 */
export function gatherEdits(
  files: readonly {
    readonly path: string;
    readonly edited: Omit<Edited, 'content'>;
  }[],
  edits: readonly Edit[],
): Gathered {
  const placeOf = new Map<string, string>();
  for (const { path, edited } of files) {
    const { applied, unchanged, conflicts } = edited;
    for (const { key } of [...applied, ...unchanged, ...conflicts]) {
      const other = placeOf.get(key);
      if (other !== undefined)
        throw new EditError(
          `The row ${key} stands in ${other} and in ${path}, so which one is meant is not known. Give every row a key of its own.`,
          path,
        );
      placeOf.set(key, path);
    }
  }
  const gone = edits.filter(({ key }) => !placeOf.has(key));
  return {
    changedLines: files.reduce(
      (sum, { edited }) => sum + edited.changedLines,
      0,
    ),
    applied: files.flatMap(({ edited }) => edited.applied),
    unchanged: [
      ...files.flatMap(({ edited }) => edited.unchanged),
      ...gone.filter(({ kind }) => kind === 'exclude'),
    ],
    conflicts: [
      ...files.flatMap(({ edited }) => edited.conflicts),
      ...gone
        .filter(({ kind }) => kind !== 'exclude')
        .map(({ key, from }) => ({ key, expected: from })),
    ],
  };
}
