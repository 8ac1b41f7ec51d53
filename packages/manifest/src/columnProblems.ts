import type { DeclaredConditions } from './cohortsDocument';
import { derivedColumn, isLasting } from './derivedColumns';

/** What says whether rows may be told apart by a column. */
export type SlicedColumn = {
  readonly name: string;
  readonly type?: string;
  readonly slice?: boolean;
  readonly personal?: boolean;
};

/** Conditions on columns, and on what is read off them, that tell no rows apart, or may not. */
export function columnProblems(
  where: DeclaredConditions,
  columns: readonly SlicedColumn[],
): { readonly column: string; readonly message: string }[] {
  return Object.keys(where).flatMap(column => {
    const message = problemOf(column, columns);
    return message === undefined ? [] : [{ column, message }];
  });
}

function problemOf(
  name: string,
  columns: readonly SlicedColumn[],
): string | undefined {
  const declared = columns.find(each => each.name === name);
  const derived = declared ? undefined : derivedColumn(name, columns);
  const source = declared ?? derived?.column;
  if (!source)
    return `${name} is none of the columns declared here. Declare it with slice: true, or its text or picture with type: text or image.`;
  if (source.personal)
    return `${source.name} is personal; cohorts are shown to everybody. Name another column.`;
  if (derived && !isLasting(derived))
    return `${name} is counted anew for every version, so it names other rows in the next. Say what those rows have in common by other columns.`;
  if (derived || declared?.slice) return undefined;
  return `${name} tells no rows apart here. Declare the column with slice: true.`;
}
