import { z } from 'zod';
import { conditionsSchema } from './cohortsDocument';
import { columnProblems, type SlicedColumn } from './columnProblems';

/** More is another data set. */
const MOST_ROWS = 10_000_000;

/** Rows that somebody is asked to collect: open until the data set has so many. */
export const collectSchema = z.strictObject({
  name: z.string().min(1).max(200),
  where: conditionsSchema,
  /** That are to meet the conditions, those that are there counted. */
  rows: z.number().int().min(1).max(MOST_ROWS),
  /** Only rows of this split count: one that a model is trained on. */
  split: z.string().min(1).max(200).optional(),
  why: z.string().max(500).optional(),
  /** What was seen that asks for them. */
  evidence: z.string().max(2_000).optional(),
});
export type CollectRequest = z.infer<typeof collectSchema>;

/** What is wrong with requests beside the columns they name; the first of each. */
export function collectProblems(
  requests: readonly CollectRequest[],
  columns: readonly SlicedColumn[],
  split: string | undefined,
): { readonly path: PropertyKey[]; readonly message: string }[] {
  const names = new Set<string>();
  return requests.flatMap(({ name, where, split: wanted }, i) => {
    const path = ['spec', 'collect', i];
    if (names.has(name))
      return [
        {
          path: [...path, 'name'],
          message: `Two requests are called ${name}. Rename one.`,
        },
      ];
    names.add(name);
    if (wanted !== undefined && split === undefined)
      return [
        {
          path: [...path, 'split'],
          message: `The data set has no column of splits, so no row is of ${wanted}. Name the column as split, or leave it out here.`,
        },
      ];
    return columnProblems(where, columns).map(({ column, message }) => ({
      path: [...path, 'where', column],
      message,
    }));
  });
}
