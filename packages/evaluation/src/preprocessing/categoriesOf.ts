import { z } from 'zod';
import { parseStepFile, type StepFiles } from './StepFiles';

const vocabularySchema = z.record(
  z.string(),
  z.array(z.string()).min(1).max(1_000_000),
);

/**
 * The place of each category, by column.
 *
 * @throws Error where the file of a vocabulary is none, or lacks a column
 */
export async function categoriesOf(
  step: {
    readonly columns: readonly string[];
    readonly categories?: readonly (readonly string[])[];
    readonly vocabulary?: string;
  },
  files: StepFiles,
): Promise<readonly ReadonlyMap<string, number>[]> {
  const lists =
    step.categories ?? (await listsIn(step.vocabulary!, step.columns, files));
  return lists.map(list => new Map(list.map((name, place) => [name, place])));
}

async function listsIn(
  file: string,
  columns: readonly string[],
  files: StepFiles,
): Promise<readonly (readonly string[])[]> {
  const lists = await parseStepFile(file, vocabularySchema, files);
  return columns.map(column => {
    const list = lists[column];
    if (list) return list;
    throw new Error(
      `${file} has no categories of the column ${column}. Write a list by the name of each column.`,
    );
  });
}

/** A cell as the name of a category; a missing one is the empty text. */
export function categoryIn(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
