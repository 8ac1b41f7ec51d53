import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { NewRowSchema } from '@greenroom/change';
import { isTabular, type TabularDataset } from '@greenroom/manifest';
import type { Asset, Version } from '../../registry/Asset';
import type { AssetStore } from '../../registry/AssetStore';
import { columnTypeOf } from '../../rows/columnTypes';
import type { VisibleTable } from '../../rows/RowAccess';
import type { RowCells } from '../../rows/RowCells';

/** The newest table of a data set, and what its rows have to be. */
export type ChangedTable = {
  readonly asset: Asset;
  readonly manifest: TabularDataset;
  readonly head: Version;
  readonly table: VisibleTable;
  readonly schema: NewRowSchema;
};

/** Columns that are made while pictures are read: no file has them. */
const MADE_COLUMNS = ['box_count', 'size_bytes', 'sha256', 'bytes', 'format'];

/**
 * @throws NotFoundError where there is no such data set
 * @throws InputError where its rows cannot be told apart
 * @throws ConflictError where its newest version is still being read
 * @throws NotAllowedError where the caller may not see its rows
 */
export async function changedTable(
  rooms: { readonly assets: AssetStore; readonly cells: RowCells },
  assetId: string,
  credentials: BackstageCredentials,
): Promise<ChangedTable> {
  const asset = await rooms.assets.get(assetId);
  if (!asset) throw new NotFoundError(`No asset ${assetId}.`);
  const { manifest } = asset;
  if (!isTabular(manifest) || manifest.key === undefined)
    throw new InputError(
      `${asset.name} does not declare a table with a key, so its rows cannot be changed one by one. Declare table and key in its manifest.`,
    );
  const head = await rooms.assets.headVersion(assetId);
  if (!head)
    throw new ConflictError(
      `${asset.name} has no version that could be changed yet.`,
    );
  const table = await rooms.cells.table(head.id, credentials);
  return {
    asset,
    manifest,
    head,
    table,
    schema: await newRowSchema(rooms.cells, manifest, manifest.key, table),
  };
}

async function newRowSchema(
  cells: RowCells,
  manifest: TabularDataset,
  key: string,
  table: VisibleTable,
): Promise<NewRowSchema> {
  const { label, classes } = manifest;
  const files = manifest.table.splits?.map(({ name }) => name);
  const column = manifest.split ?? (files ? 'split' : undefined);
  const isPicture = table.boxes !== undefined;
  return {
    key,
    label,
    // Boxes have a class each; the files say which.
    classes: isPicture ? undefined : classes,
    columns: [...table.cells, ...(table.boxes ? [table.boxes] : [])]
      .filter(
        ({ name }) =>
          !(files && name === column) &&
          !(isPicture && MADE_COLUMNS.includes(name)),
      )
      .map(({ name, sqlType, declared }) => ({
        name,
        type: declared?.type ?? columnTypeOf(sqlType),
        required: declared?.required,
        personal: declared?.personal,
      })),
    split:
      column === undefined
        ? undefined
        : {
            column,
            names: files ?? (await cells.splits(table, column)),
            by: files ? 'files' : 'column',
          },
  };
}
