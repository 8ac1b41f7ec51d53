import { writeFile } from 'node:fs/promises';
import type { SyntheticRow, TrainingRows } from '@greenroom/augmentation';
import { csvCell } from '@greenroom/dataset';
import type { Augmentation, LabelledDataset } from '@greenroom/manifest';

/** Columns that say where a synthetic row comes from. */
export const LINEAGE = ['augmented_by', 'augmented_from'] as const;

/** A synthetic row as people see it: key and lineage with its cells. */
export type NamedRow = {
  readonly key: string;
  readonly label: string;
  readonly parents: readonly string[];
  readonly cells: Readonly<Record<string, string | number | null>>;
};

/** Rows with keys of their own and the keys of their parents. */
export function named(
  made: readonly SyntheticRow[],
  rows: TrainingRows,
  { name }: Augmentation,
): NamedRow[] {
  return made.map(({ parents, label, cells }, i) => ({
    key: `${name}-${i + 1}`,
    label,
    parents: parents.map(parent => rows.keys[parent]),
    cells: Object.fromEntries(
      rows.columns.map((column, at) => [column.name, cells[at]]),
    ),
  }));
}

/** Writes rows as CSV: key, columns, label, split, then the recipe and the parents of each. */
export async function writeSynthetic(
  file: string,
  rows: readonly NamedRow[],
  {
    columns,
    augmentation: { name, split },
    dataset,
  }: {
    readonly columns: readonly string[];
    readonly augmentation: Augmentation;
    readonly dataset: LabelledDataset;
  },
): Promise<void> {
  const lines = rows.map(row => [
    row.key,
    ...columns.map(column => row.cells[column]),
    row.label,
    split,
    name,
    JSON.stringify(row.parents),
  ]);
  const head = [
    dataset.key,
    ...columns,
    dataset.label,
    dataset.split,
    ...LINEAGE,
  ];
  await writeFile(
    file,
    [head, ...lines].map(cells => `${cells.map(csvCell).join(',')}\n`).join(''),
  );
}
