import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type MadePicture,
  type MadeRow,
  pictureCell,
  pictureFormatOf,
} from '@greenroom/augmentation';
import { csvCell } from '@greenroom/dataset';
import {
  type Augmentation,
  isDetection,
  type LabelledDataset,
} from '@greenroom/manifest';

/** Columns that say where a synthetic row comes from. */
export const LINEAGE = ['augmented_by', 'augmented_from'] as const;

/**
 * Writes the rows that stay as CSV: key, columns, label, split, then the recipe
 * and the parents of each; pictures that are files into a folder beside it, by
 * their keys, raw pixels as lists.
 */
export async function writeSynthetic(
  file: string,
  rows: readonly MadeRow[],
  {
    columns,
    augmentation: { name, split, recipe },
    dataset,
  }: {
    readonly columns: readonly string[];
    readonly augmentation: Augmentation;
    readonly dataset: LabelledDataset;
  },
): Promise<void> {
  const pixels = recipe.op === 'picture' && rows.some(row => row.picture?.raw);
  const lines = rows.map(row => [
    row.key,
    ...columns.map(column => row.cells[column]),
    ...(pixels ? [JSON.stringify([...row.picture!.pixels.values])] : []),
    isDetection(dataset) ? boxesText(row.picture) : row.label,
    split,
    name,
    JSON.stringify(row.parents),
  ]);
  const head = [
    dataset.key,
    ...columns,
    ...(pixels && recipe.op === 'picture' ? [recipe.column] : []),
    dataset.label,
    dataset.split,
    ...LINEAGE,
  ];
  await writeFile(
    file,
    [head, ...lines]
      .map(cells => `${cells.map(cell => csvCell(cell ?? null)).join(',')}\n`)
      .join(''),
  );
  for (const row of rows)
    if (row.picture && !row.picture.raw) await writePicture(file, row);
}

async function writePicture(
  table: string,
  { key, parents, picture }: MadeRow,
): Promise<void> {
  const folder = table.replace(/\.\w+$/, '');
  const file = path.join(folder, path.normalize(`/${key}`));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(
    file,
    await pictureCell(picture!.pixels, undefined, pictureFormatOf(parents[0])),
  );
}

/** The boxes that are still marked, as JSON. */
function boxesText(picture: MadePicture | undefined): string {
  return JSON.stringify(
    (picture?.annotations ?? []).flatMap(({ state, annotation }) =>
      state === 'kept' ? [{ label: annotation.label, ...annotation.box }] : [],
    ),
  );
}
