import { applyEdits, type EditableFile, placeNewRows } from './applyEdits';
import {
  type Conflict,
  type Edit,
  type Edited,
  EditError,
  type NewRow,
} from './Edit';

/** One of the files in which the rows of a data set stand. */
export type RowsFile = Omit<EditableFile, 'content'>;

/** What the edits of a data set need to know of each of its files. */
type PlacedFile = Pick<RowsFile, 'path' | 'split'>;

/** What became of each edit of a data set whose rows stand in several files. */
export type Gathered<F = RowsFile, C = Buffer> = {
  /** The files that differ. */
  readonly changed: readonly { readonly file: F; readonly content: C }[];
  readonly changedLines: number;
  readonly applied: readonly Edit[];
  readonly unchanged: readonly Edit[];
  readonly conflicts: readonly Conflict[];
};

/** Who edits a file of rows; nothing is to be written over a content that it is given. */
export type RowsEditor<F = RowsFile, C = Buffer> = {
  /** As `applyEdits`. */
  apply(file: F, content: C, edits: readonly Edit[]): Answer<C>;
  /** As `placeNewRows`. */
  place(file: F, content: C, rows: readonly NewRow[]): Answer<C>;
};
type Answer<C> = Edited<C> | Promise<Edited<C>>;

export const TEXT_EDITOR: RowsEditor = {
  apply: (file, content, edits) => applyEdits({ ...file, content, edits }),
  place: (file, content, rows) => placeNewRows({ ...file, content, rows }),
};

type Done<F> = { readonly file: F; readonly outcome: Omit<Edited, 'content'> };

/** The files as they are edited, one step after another. */
class Desk<F, C> {
  changedLines = 0;
  readonly #contents = new Map<F, C>();

  constructor(
    private readonly files: readonly F[],
    private readonly read: (file: F) => Promise<C>,
  ) {}

  async all(edit: (file: F, content: C) => Answer<C>): Promise<Done<F>[]> {
    const done: Done<F>[] = [];
    for (const file of this.files)
      done.push({
        file,
        outcome: await this.one(file, content => edit(file, content)),
      });
    return done;
  }

  async one(
    file: F,
    edit: (content: C) => Answer<C>,
  ): Promise<Omit<Edited, 'content'>> {
    const before = this.#contents.get(file) ?? (await this.read(file));
    const { content, ...outcome } = await edit(before);
    if (outcome.applied.length > 0) this.#contents.set(file, content);
    this.changedLines += outcome.changedLines;
    return outcome;
  }

  changed(): Gathered<F, C>['changed'] {
    return [...this.#contents].map(([file, content]) => ({ file, content }));
  }
}

/**
 * Applies edits to the files in which the rows of a data set stand, each in the file
 * that has its row. A row that is in none of them is gone: to exclude it is nothing
 * left to do, to change it a conflict. New rows come into the last file of their
 * split; a row that moves between splits of files takes its text along.
 *
 * One file at a time is in memory, and those that differ.
 *
 * @param read - the bytes of a file
 * @throws EditError where two files have a row of the same key, or a file cannot be edited
 */
export async function editFiles<F extends PlacedFile, C>(
  files: readonly F[],
  edits: readonly Edit[],
  read: (file: F) => Promise<C>,
  editor: RowsEditor<NoInfer<F>, C>,
): Promise<Gathered<F, C>> {
  const desk = new Desk(files, read);
  const [moves, others] = parted(edits, ({ kind }) => kind === 'move');
  // A row that changes and moves does so in this order.
  const edited = await desk.all((file, content) =>
    editor.apply(file, content, others),
  );
  const stays = gather(edited, others);
  const moved =
    moves.length > 0
      ? await desk.all((file, content) => editor.apply(file, content, moves))
      : [];
  const goes = gather(moved, moves);
  const arriving = [
    ...stays.coming,
    ...moved.flatMap(({ outcome }) => outcome.leaving),
  ];
  for (const [file, rows] of placesOf(arriving, files))
    await desk.one(file, content => editor.place(file, content, rows));
  return {
    changed: desk.changed(),
    changedLines: desk.changedLines,
    applied: [...stays.applied, ...stays.coming, ...goes.applied],
    unchanged: [...stays.unchanged, ...goes.unchanged],
    conflicts: [...stays.conflicts, ...goes.conflicts],
  };
}

/** @throws EditError where two files have a row of the same key */
function gather<F extends PlacedFile>(
  done: readonly Done<F>[],
  edits: readonly Edit[],
): Omit<Gathered, 'changed' | 'changedLines'> & { readonly coming: NewRow[] } {
  const placeOf = new Map<string, string>();
  for (const { file, outcome } of done) {
    const { applied, unchanged, conflicts } = outcome;
    const keys = [...applied, ...unchanged, ...conflicts].map(({ key }) => key);
    for (const key of new Set(keys)) {
      const other = placeOf.get(key);
      if (other !== undefined)
        throw new EditError(
          `The row ${key} stands in ${other} and in ${file.path}, so which one is meant is not known. Give every row a key of its own.`,
          file.path,
        );
      placeOf.set(key, file.path);
    }
  }
  const absent = edits.filter(({ key }) => !placeOf.has(key));
  const [coming, gone] = parted(absent, isNewRow);
  const all = (part: 'applied' | 'unchanged') =>
    done.flatMap(({ outcome }) => outcome[part]);
  return {
    applied: all('applied'),
    unchanged: [
      ...all('unchanged'),
      ...gone.filter(({ kind }) => kind === 'exclude'),
    ],
    conflicts: [
      ...done.flatMap(({ outcome }) => outcome.conflicts),
      ...gone.flatMap(edit => goneConflict(edit) ?? []),
    ],
    coming: coming.filter(isNewRow),
  };
}

function goneConflict(edit: Edit): Conflict | undefined {
  switch (edit.kind) {
    case 'cell':
      return { key: edit.key, column: edit.column, expected: edit.from };
    case 'relabel':
    case 'move':
      return { key: edit.key, expected: edit.from };
    default:
      return undefined;
  }
}

function isNewRow(edit: Edit): edit is NewRow {
  return edit.kind === 'add' || edit.kind === 'restore';
}

/** Which files take which rows. */
function placesOf<F extends PlacedFile>(
  rows: readonly NewRow[],
  files: readonly F[],
): ReadonlyMap<F, readonly NewRow[]> {
  const places = new Map<F, NewRow[]>();
  for (const row of rows) {
    const file = files.findLast(
      each =>
        each.split === undefined ||
        row.split === undefined ||
        each.split === row.split,
    );
    if (!file) throw noPlace(row, files);
    places.set(file, [...(places.get(file) ?? []), row]);
  }
  return places;
}

function noPlace(row: NewRow, files: readonly PlacedFile[]): EditError {
  const names = new Set(files.flatMap(file => file.split ?? []));
  return new EditError(
    `The row ${row.key} is to go to the split ${
      row.split
    }, which has no file. Choose one of ${[...names].join(', ')}.`,
    files[0]?.path ?? '',
  );
}

function parted<T>(all: readonly T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter(one => !is(one))];
}
