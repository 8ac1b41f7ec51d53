import { z } from 'zod';
import { columnProblems, type SlicedColumn } from './columnProblems';

const value = z.union([z.string().max(500), z.number(), z.boolean()]);
const range = z
  .strictObject({
    /** Included. */
    from: z.number().optional(),
    /** Excluded. */
    below: z.number().optional(),
  })
  .refine(
    ({ from, below }) => from !== undefined || below !== undefined,
    'a range needs from or below',
  );

/** What one column holds: a value, one of several, a range of numbers, or nothing (null). */
const conditionSchema = z.union([
  value,
  z.array(value).min(1).max(50),
  range,
  z.null(),
]);

/** By column; rows meet all conditions. */
export const conditionsSchema = z
  .record(z.string().min(1), conditionSchema)
  .refine(where => Object.keys(where).length > 0, 'name a condition at least');
export type DeclaredConditions = z.infer<typeof conditionsSchema>;

/** Rows that people watch together, by a name. */
export const cohortSchema = z.strictObject({
  name: z.string().min(1).max(200),
  description: z.string().max(1_000).optional(),
  where: conditionsSchema,
});
export type DeclaredCohort = z.infer<typeof cohortSchema>;

/** What is wrong with cohorts beside the columns they name; the first of each. */
export function cohortProblems(
  cohorts: readonly DeclaredCohort[],
  columns: readonly SlicedColumn[],
): { readonly path: PropertyKey[]; readonly message: string }[] {
  const names = new Set<string>();
  return cohorts.flatMap(({ name, where }, i) => {
    const path = ['spec', 'cohorts', i];
    if (names.has(name))
      return [
        {
          path: [...path, 'name'],
          message: `Two cohorts are called ${name}. Rename one.`,
        },
      ];
    names.add(name);
    return columnProblems(where, columns).map(({ column, message }) => ({
      path: [...path, 'where', column],
      message,
    }));
  });
}
