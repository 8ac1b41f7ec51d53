import { writeFile } from 'node:fs/promises';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { AddRow, NewRow } from '@greenroom/change';
import {
  type Augmentation,
  isDetection,
  type LabelledDataset,
  type Manifest,
  tablePaths,
} from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import type { WholeRow } from '../../rows/MadeRows';
import type { ChangedFile } from '../../storage/planWriting';
import type { Stage } from '../../storage/Stage';
import { assetFilesAt } from '../table/assetFilesAt';
import { placeInSideTables } from '../table/placeInSideTables';
import type { TableFile } from '../table/tableFiles';
import { movedScenes } from './movedScenes';
import { pictureHomes } from './pictureHomes';

/** A row that stays, and the recipe that made it. */
export type MadeRow = {
  readonly row: WholeRow;
  readonly augmentation: Augmentation;
};

/** Where rows that were made go. */
export type PlacedRows = {
  /** Into the files of the table. */
  readonly rows: readonly NewRow[];
  /** Beside them: pictures, and side tables. */
  readonly beside: readonly ChangedFile[];
  readonly changedLines: number;
};

/** Whether rows of a data set are files, and nothing else. */
export function areRowsPictures(manifest: Manifest): boolean {
  return manifest.kind === 'Dataset' && manifest.table?.format === 'images';
}

/**
 * Puts rows that were made where the files of a data set have such: a line of the
 * table, the columns of its side tables, a picture beside its parent.
 *
 * @param files - of the table; none where rows are pictures alone
 * @throws ConflictError where a parent is no longer there
 * @throws InputError, EditError where a file cannot take them
 */
export async function placeMade(
  source: Source,
  asset: Asset,
  commit: string,
  made: readonly MadeRow[],
  {
    stage,
    files,
  }: { readonly stage: Stage; readonly files: readonly TableFile[] },
): Promise<PlacedRows> {
  const dataset = asset.manifest as LabelledDataset;
  const pictures: ChangedFile[] = [];
  const areFiles = areRowsPictures(dataset) || isDetection(dataset);
  if (areFiles) {
    const homeOf = pictureHomes(
      asset,
      await assetFilesAt(source, asset, commit),
    );
    for (const { row } of made) {
      const file = await stage.newFile();
      await writeFile(file, Buffer.from(row.file!, 'base64'));
      pictures.push({ ...homeOf(row.parents[0], row.key), file });
    }
  }
  if (areRowsPictures(dataset))
    return { rows: [], beside: pictures, changedLines: 0 };
  if (isDetection(dataset))
    return {
      rows: await movedScenes(
        files,
        made.map(({ row }) => ({
          key: row.key,
          parent: row.parents[0],
          placement: row.placement!,
        })),
      ),
      beside: pictures,
      changedLines: 0,
    };
  const placed = await placeInSideTables(
    source,
    asset,
    commit,
    stage,
    made.map(each => addedRow(each, dataset)),
  );
  return { ...placed, beside: placed.changed };
}

function addedRow(
  { row: { key, label, cells, file }, augmentation }: MadeRow,
  dataset: LabelledDataset,
): AddRow {
  const { split, recipe } = augmentation;
  const areSplits = tablePaths(dataset.table).some(
    named => named.split !== undefined,
  );
  const there = Object.entries(cells).flatMap(([column, value]) =>
    value === null ? [] : [[column, String(value)] as const],
  );
  return {
    kind: 'add',
    key,
    cells: {
      ...Object.fromEntries(there),
      // Raw pixels are a list of the row.
      ...(recipe.op === 'picture' && file !== undefined
        ? { [recipe.column]: file }
        : {}),
      [dataset.key]: key,
      [dataset.label]: label,
      ...(areSplits ? {} : { [dataset.split]: split }),
    },
    ...(areSplits ? { split } : {}),
  };
}
