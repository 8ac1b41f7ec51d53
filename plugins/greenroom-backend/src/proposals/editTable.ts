import { readFile, stat } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import type {
  RowChangeEntry,
  RowEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  FileEdit,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import { EditError, editFiles } from '@greenroom/change';
import { StorageError } from '@greenroom/dataset';
import type { Asset } from '../registry/Asset';
import { type ChangedFile, planWriting } from '../storage/planWriting';
import { readPin } from '../storage/readPin';
import { Stage, type StagePlace } from '../storage/Stage';
import type { Storages } from '../storage/Storages';
import {
  type MadeRow,
  type PlacedRows,
  placeMade,
} from './augmentations/placeMade';
import type { EditOptions, EditRooms } from './editEntries';
import { NothingToChangeError } from './NothingToChangeError';
import { rowEdits } from './rowChanges/rowEdits';
import { assertNoConflict, conflictOf } from './table/assertNoConflict';
import { fileEditor } from './table/fileEditor';
import { mergeEntries } from './table/mergeEntries';
import { type TableFile, tableFiles } from './table/tableFiles';

/** Of a file that is looked at before it is kept anywhere: it is held in memory. */
const INLINE_BYTES = 512 * 1024 * 1024;
const NOTHING_PLACED: PlacedRows = { rows: [], beside: [], changedLines: 0 };

type WritingOptions = Pick<EditOptions, 'token' | 'objects'>;

/** What a pull request changes of the rows of a data set. */
export type TableChange = {
  /** The files that differ. */
  readonly edits: readonly FileEdit[];
  readonly changedLines: number;
  /** Whether bytes went into storages beside git. */
  readonly storedIn: 'git' | 'objects';
  /** What is left to do of the entries, as it is done; what is upstream already is not among it. */
  readonly left: readonly (RowEntry | RowChangeEntry)[];
};

/**
 * Edits the files in which the rows of a data set stand at a commit, each row
 * in the file that has it. What changed there since the entries were made is
 * merged by row and cell. Objects of Git LFS and DVC are put into their
 * storages, and their pointers are what is edited.
 *
 * @param options.token - of the person as whom objects are uploaded
 * @param options.objects - see `EditOptions`
 * @param options.made - rows that were made, and come in with them
 * @param options.baseCommit - that has the rows on which the entries were made
 * @throws ConflictError naming rows on which both sides have their own word, and nobody chose
 * @throws InputError where there is nothing to change, or a file cannot be edited
 */
export async function editTable(
  rooms: EditRooms,
  asset: Asset,
  commit: string,
  entries: readonly (RowEntry | RowChangeEntry)[],
  options: {
    readonly token?: string;
    readonly baseCommit?: string;
    readonly made?: readonly MadeRow[];
    readonly objects?: 'sent' | 'inline';
  } = {},
): Promise<TableChange> {
  const { baseCommit, made = [] } = options;
  const wanted = await rowEdits(rooms, asset, entries);
  if (wanted.size + made.length === 0) {
    throw new NothingToChangeError(
      'The basket only keeps labels as they are; there is nothing to change in git. Relabel or exclude a row first.',
    );
  }
  return withTable(rooms, asset, commit, async (files, stage, place) => {
    const merged = await mergeEntries(rooms, asset, files, wanted, baseCommit);
    assertNoConflict(merged.conflicts.map(conflictOf), asset.manifest);
    const placed =
      made.length > 0
        ? await placeMade(rooms.source, asset, commit, made, { stage, files })
        : NOTHING_PLACED;
    const outcome = await editFiles(
      files,
      [...merged.edits, ...placed.rows],
      async ({ before }) => before,
      fileEditor(stage),
    );
    // They were merged onto these very files.
    assertNoConflict(outcome.conflicts, asset.manifest);
    if (outcome.applied.length === 0)
      throw new NothingToChangeError(
        'Everything in the basket is in git already; there is nothing left to change.',
      );
    const changed = outcome.changed.map(({ file, content }) => ({
      ...file,
      file: content,
    }));
    return {
      ...(await written(rooms, place, [...changed, ...placed.beside], options)),
      changedLines: outcome.changedLines + placed.changedLines,
      left: merged.left,
    };
  });
}

/**
 * Adds pictures that were made, where the rows of a data set are pictures alone.
 *
 * @throws as `editTable`
 */
export function addPictures(
  rooms: EditRooms,
  asset: Asset,
  commit: string,
  made: readonly MadeRow[],
  options: WritingOptions,
): Promise<Pick<TableChange, 'edits' | 'changedLines' | 'storedIn'>> {
  return withStage(rooms, asset, commit, async (stage, place) => {
    const { beside, changedLines } = await placeMade(
      rooms.source,
      asset,
      commit,
      made,
      { stage, files: [] },
    );
    return {
      ...(await written(rooms, place, beside, options)),
      changedLines,
    };
  });
}

/** Puts objects where they are kept, unless they are only looked at, and tells what the repository then has. */
async function written(
  { storages }: EditRooms,
  place: StagePlace & { readonly signal: AbortSignal },
  changed: readonly ChangedFile[],
  { token, objects }: WritingOptions,
): Promise<Pick<TableChange, 'edits' | 'storedIn'>> {
  if (objects === 'inline')
    return { edits: await inlineEdits(changed), storedIn: 'git' };
  const { signal } = place;
  const writing = await planWriting(storages, place, changed, {
    token,
    signal,
  });
  await writing.keep();
  const isInGit = changed.every(({ pin }) => readPin(pin)?.storage === 'git');
  return { edits: writing.edits, storedIn: isInGit ? 'git' : 'objects' };
}

/**
 * Files as they would be, in the place of what points at them.
 *
 * @throws InputError for what stands in no place of its own, or is too large to look at
 */
async function inlineEdits(
  changed: readonly ChangedFile[],
): Promise<readonly FileEdit[]> {
  return Promise.all(
    changed.map(async ({ path, pin, file }) => {
      const known = readPin(pin);
      if (known?.storage === 'dvc' && known.kind === 'folder')
        throw new InputError(
          `${path} is in a folder that DVC tracks whole, which is planned once it is a pull request. Publish the basket as a draft.`,
        );
      const { size } = await stat(file);
      if (size > INLINE_BYTES)
        throw new InputError(
          `${path} has ${size} bytes; up to ${INLINE_BYTES} are planned before they are a pull request. Publish the basket as a draft.`,
        );
      return { path, content: await readFile(file) };
    }),
  );
}

/**
 * The files of the rows of a data set at a commit, for a task.
 *
 * @throws InputError for what is wrong with a file, or with where it is kept
 */
export function withTable<T>(
  rooms: { source: Source; storages: Storages },
  asset: Asset,
  commit: string,
  task: (
    files: readonly TableFile[],
    stage: Stage,
    place: StagePlace & { readonly signal: AbortSignal },
  ) => Promise<T>,
): Promise<T> {
  return withStage(rooms, asset, commit, async (stage, place) =>
    task(await tableFiles(rooms.source, asset, commit, stage), stage, place),
  );
}

function withStage<T>(
  { source, storages }: { source: Source; storages: Storages },
  asset: Asset,
  commit: string,
  task: (
    stage: Stage,
    place: StagePlace & { readonly signal: AbortSignal },
  ) => Promise<T>,
): Promise<T> {
  const { repository, path: manifestPath, manifest } = asset;
  const { signal } = new AbortController();
  const place = { source, repository, commit, manifestPath, manifest, signal };
  return Stage.use(storages, place, signal, stage =>
    refused(() => task(stage, place)),
  );
}

/** What is wrong with a file, or with where it is kept, is for the caller to mend. */
async function refused<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const isTheirs =
      error instanceof EditError || error instanceof StorageError;
    throw isTheirs ? new InputError(error.message) : error;
  }
}
