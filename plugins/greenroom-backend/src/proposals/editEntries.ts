import {
  isAugmentationEntry,
  isDeclarationEntry,
  isRowChangeEntry,
  isRowEntry,
  isTextEntry,
  type ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  FileEdit,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { MadeRows } from '../rows/MadeRows';
import type { Storages } from '../storage/Storages';
import { addedRows } from './augmentations/addedRows';
import { editDeclarations } from './declarations/editDeclarations';
import { areRowsPictures } from './augmentations/placeMade';
import { addPictures, editTable } from './editTable';
import { editTexts } from './texts/editTexts';

/** Where files are read from, and what they were in other versions. */
export type EditRooms = {
  readonly source: Source;
  readonly storages: Storages;
  readonly assets: Pick<AssetStore, 'getVersion'>;
  readonly made: Pick<MadeRows, 'kept'>;
};

export type EditOptions = {
  /** Of the person as whom objects of large files are uploaded. */
  readonly token?: string;
  /** That has the rows on which the entries were made. */
  readonly baseCommit?: string;
  /**
   * Whether objects of Git LFS and DVC go into their storages (default), or the
   * files stand in the edits as they would be, to look at.
   */
  readonly objects?: 'sent' | 'inline';
};

export type EditedEntries = {
  /** The files that differ, each once. */
  readonly edits: readonly FileEdit[];
  readonly changedLines: number;
  /** Whether bytes went into storages beside git. */
  readonly storedIn: 'git' | 'objects';
  /** Those of the entries that something is left to do of, as it is done. */
  readonly entries: readonly ProposalEntry[];
};

/**
 * Has the files of an asset, as they are at a commit, say what entries of a basket
 * want: its rows, its manifest and its card.
 *
 * @throws ConflictError naming what changed upstream meanwhile
 * @throws InputError where there is nothing to change, or a file cannot be edited
 */
export async function editEntries(
  rooms: EditRooms,
  asset: Asset,
  commit: string,
  entries: readonly ProposalEntry[],
  options: EditOptions = {},
): Promise<EditedEntries> {
  const rows = entries.filter(
    entry => isRowEntry(entry) || isRowChangeEntry(entry),
  );
  const texts = entries.filter(isTextEntry);
  const augmentations = entries.filter(isAugmentationEntry);
  const declarations = [
    ...entries.filter(isDeclarationEntry),
    ...augmentations.filter(entry => entry.as === 'recipe'),
  ];
  const made = await addedRows(
    rooms,
    asset,
    commit,
    augmentations.filter(entry => entry.as === 'rows'),
  );
  const areMadeOfTable =
    made.made.length > 0 && !areRowsPictures(asset.manifest);
  const isOfTable = rows.some(({ kind }) => kind !== 'keep') || areMadeOfTable;
  const beside = texts.length + declarations.length + made.edits.length;
  const declared =
    declarations.length > 0
      ? [await editDeclarations(rooms.source, asset, commit, declarations)]
      : [];
  const said =
    texts.length > 0
      ? [
          await editTexts(
            rooms.source,
            asset,
            commit,
            texts,
            declared.flatMap(({ edits }) => edits),
          ),
        ]
      : [];
  // Objects are sent now, after all that could still be refused.
  // Beside other changes, rows that are kept as they are change nothing either.
  const table =
    isOfTable || beside === 0
      ? await editTable(rooms, asset, commit, rows, {
          ...options,
          made: areMadeOfTable ? made.made : [],
        })
      : undefined;
  const pictures =
    made.made.length > 0 && !areMadeOfTable
      ? await addPictures(rooms, asset, commit, made.made, options)
      : undefined;
  const parts = [
    ...(made.edits.length > 0 ? [made] : []),
    ...(table ? [table] : []),
    ...(pictures ? [pictures] : []),
    ...declared,
    ...said,
  ];
  const last = new Map(
    parts.flatMap(({ edits }) => edits.map(edit => [edit.path, edit])),
  );
  return {
    edits: [...last.values()],
    changedLines: parts.reduce((sum, part) => sum + part.changedLines, 0),
    storedIn: [table, pictures].some(part => part?.storedIn === 'objects')
      ? 'objects'
      : 'git',
    entries: [
      ...(table?.left ?? []),
      ...entries.filter(
        entry => !isRowEntry(entry) && !isRowChangeEntry(entry),
      ),
    ],
  };
}
