import path from 'node:path';
import type { AugmentationEntry } from '@greenroom/backstage-plugin-greenroom-common';
import type {
  FileEdit,
  Source,
  SourceTreeEntry,
} from '@greenroom/backstage-plugin-greenroom-node';
import { ENGINE_VERSION } from '@greenroom/augmentation';
import {
  type Augmentation,
  type LabelledDataset,
  MANIFEST_LIMITS,
} from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import type { MadeRows, WholeRow } from '../../rows/MadeRows';
import { assertAddable } from './assertAddable';
import type { MadeRow } from './placeMade';

/** Rows that were made, and the file that says where they come from. */
export type AddedRows = {
  readonly made: readonly MadeRow[];
  readonly edits: readonly FileEdit[];
  readonly changedLines: number;
};

/**
 * The rows of augmentations, and their lineage as an edit at a commit.
 *
 * @throws ConflictError where the data is another since they were made
 * @throws InputError where its files cannot take them
 */
export async function addedRows(
  { source, made }: { source: Source; made: Pick<MadeRows, 'kept'> },
  asset: Asset,
  commit: string,
  entries: readonly AugmentationEntry[],
): Promise<AddedRows> {
  if (entries.length === 0) return { made: [], edits: [], changedLines: 0 };
  const dataset = asset.manifest as LabelledDataset;
  const added: MadeRow[] = [];
  for (const entry of entries) {
    const augmentation = entry.augmentation as unknown as Augmentation;
    const { rows } = await made.kept(entry, augmentation);
    assertAddable(dataset, augmentation, rows);
    added.push(...rows.map(row => ({ row, augmentation })));
  }
  const tree = await source.listTree(asset.repository, commit);
  const file = lineageFile(asset);
  const before = await textAt(source, asset.repository, tree, file);
  const known = new Set(before.split('\n'));
  const lines = added
    .map(({ row, augmentation }) => lineageOf(row, augmentation))
    .filter(line => !known.has(line));
  const text = `${before}${lines.map(line => `${line}\n`).join('')}`;
  return {
    made: added,
    edits: [{ path: file, content: Buffer.from(text) }],
    changedLines: lines.length,
  };
}

/** Beside the manifest, so that no pattern of a table takes it for rows. */
export function lineageFile({
  path: manifestPath,
  manifest,
}: Pick<Asset, 'path' | 'manifest'>): string {
  return path.posix.join(
    path.posix.dirname(manifestPath),
    `${manifest.name}.augmented.jsonl`,
  );
}

/** A row's key, and what it was made of and by. */
function lineageOf(
  { key, parents }: WholeRow,
  { name, seed }: Augmentation,
): string {
  return JSON.stringify({
    key,
    parents,
    recipe: name,
    seed,
    engine: ENGINE_VERSION,
  });
}

/** Empty where there is no such file yet. */
async function textAt(
  source: Source,
  repository: string,
  tree: readonly SourceTreeEntry[],
  file: string,
): Promise<string> {
  const found = tree.find(
    ({ path: at, type }) => at === file && type === 'file',
  );
  if (!found) return '';
  const blob = await source.readBlob(repository, found.oid, {
    limitBytes: MANIFEST_LIMITS.jsonBytes,
  });
  return blob.toString('utf8');
}
