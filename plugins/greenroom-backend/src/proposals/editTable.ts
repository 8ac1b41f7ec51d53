import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import type { RowEntry } from '@greenroom/backstage-plugin-greenroom-common';
import type {
  FileEdit,
  Source,
  SourceTreeEntry,
} from '@greenroom/backstage-plugin-greenroom-node';
import {
  applyEdits,
  type Conflict,
  EDITABLE_FORMATS,
  type EditableFormat,
  type Edit,
  type Edited,
  EditError,
  gatherEdits,
} from '@greenroom/change';
import { matchPaths, patternFormat } from '@greenroom/dataset';
import {
  isDetection,
  type LabelledDataset,
  type Manifest,
  tablePaths,
} from '@greenroom/manifest';
import type { Asset } from '../registry/Asset';
import { Stage } from '../storage/Stage';
import type { Storages } from '../storage/Storages';
import { repositoryPath } from '../sync/assetFiles';
import { boxesChange } from './boxWords';

const FORMATS: Readonly<Record<string, EditableFormat>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.jsonl': 'jsonl',
};

/** Rows of a conflict that a message names. */
const NAMED_ROWS = 5;

/**
 * Edits the files in which the rows of a data set stand at a commit, each row
 * in the file that has it.
 *
 * @returns the files that differ
 * @throws ConflictError naming rows that changed upstream meanwhile
 * @throws InputError where there is nothing to change, or a file cannot be edited
 */
export async function editTable(
  { source, storages }: { source: Source; storages: Storages },
  asset: Asset,
  commit: string,
  entries: readonly RowEntry[],
): Promise<{ edits: FileEdit[]; changedLines: number }> {
  const { repository, path: manifestPath, manifest } = asset;
  const edits = entries.filter(
    (entry): entry is typeof entry & Edit => entry.kind !== 'keep',
  );
  if (edits.length === 0) {
    throw new InputError(
      'The basket only keeps labels as they are; there is nothing to change in git. Relabel or exclude a row first.',
    );
  }
  const files = rowFiles(asset, await source.listTree(repository, commit));
  const place = { source, repository, commit, manifestPath, manifest };
  const { signal } = new AbortController();
  const edited = await Stage.use(storages, place, signal, async stage => {
    const done: EditedFile[] = [];
    for (const { path, oid } of files) {
      const content = await readFile(await stage.file(path, oid));
      done.push(editFile(content, path, asset, edits));
    }
    return done;
  });
  const outcome = refused(() => gatherEdits(edited, edits));
  assertNoConflict(outcome.conflicts, manifest);
  if (outcome.applied.length === 0) {
    throw new InputError(
      'Everything in the basket is in git already; there is nothing left to change.',
    );
  }
  return {
    edits: edited.flatMap(({ path, content }) =>
      content ? [{ path, content }] : [],
    ),
    changedLines: outcome.changedLines,
  };
}

/** A file, with its content where it differs. */
type EditedFile = {
  readonly path: string;
  readonly edited: Omit<Edited, 'content'>;
  readonly content?: Buffer;
};

/** @throws ConflictError where what the manifest names is no longer there */
function rowFiles(
  { repository, path: manifestPath, manifest }: Asset,
  tree: readonly SourceTreeEntry[],
): readonly { readonly path: string; readonly oid: string }[] {
  const { table } = manifest as LabelledDataset;
  const oids = new Map(
    tree.flatMap(({ path, oid, type }) =>
      type === 'file' ? [[path, oid] as const] : [],
    ),
  );
  return tablePaths(table)
    .filter(({ of }) => of === 'rows')
    .flatMap(named => {
      const full = repositoryPath(manifestPath, named.path);
      const format = patternFormat(table, named);
      const found = matchPaths(full, format, oids.keys());
      if (found.length === 0)
        throw new ConflictError(`${full} is no longer in ${repository}.`);
      return found.map(({ path }) => ({ path, oid: oids.get(path)! }));
    });
}

function editFile(
  before: Buffer,
  path: string,
  asset: Asset,
  edits: readonly Edit[],
): EditedFile {
  const { table, key, label } = asset.manifest as LabelledDataset;
  const format =
    EDITABLE_FORMATS.find(known => known === table.format) ??
    (table.format ? undefined : FORMATS[extname(path)]);
  if (!format) {
    throw new InputError(
      `${path} is neither CSV, JSON Lines nor COCO; its rows cannot be edited by pull request yet.`,
    );
  }
  const { content, ...edited } = refused(() =>
    applyEdits({ content: before, path, format, key, label, edits }),
  );
  return edited.applied.length > 0
    ? { path, edited, content }
    : { path, edited };
}

/** What is wrong with a file is for the caller to mend. */
function refused<T>(task: () => T): T {
  try {
    return task();
  } catch (error) {
    throw error instanceof EditError ? new InputError(error.message) : error;
  }
}

function assertNoConflict(
  conflicts: readonly Conflict[],
  manifest: Manifest,
): void {
  if (conflicts.length === 0) return;
  const shown = conflicts
    .slice(0, NAMED_ROWS)
    .map(conflict => conflictText(conflict, manifest));
  throw new ConflictError(
    `${
      conflicts.length
    } rows changed upstream since you decided them: ${shown.join(
      ', ',
    )}. Remove them from the basket or decide them again.`,
  );
}

function conflictText(
  { key, expected, found }: Conflict,
  manifest: Manifest,
): string {
  if (isDetection(manifest))
    return found === undefined
      ? `${key} (is gone)`
      : `${key} (${boxesChange(expected, found)} since)`;
  return `${key} (was ${expected}, is ${found ?? 'gone'})`;
}
