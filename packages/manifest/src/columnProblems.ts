import type { DeclaredConditions } from './cohortsDocument';

/** What says whether rows may be told apart by a column. */
export type SlicedColumn = {
  readonly name: string;
  readonly slice?: boolean;
  readonly personal?: boolean;
};

/** Conditions on columns that tell no rows apart, or may not. */
export function columnProblems(
  where: DeclaredConditions,
  columns: readonly SlicedColumn[],
): { readonly column: string; readonly message: string }[] {
  return Object.keys(where).flatMap(column => {
    const declared = columns.find(each => each.name === column);
    if (declared?.slice && !declared.personal) return [];
    return [
      {
        column,
        message: messageOf(column, declared),
      },
    ];
  });
}

function messageOf(column: string, declared: SlicedColumn | undefined): string {
  if (!declared)
    return `${column} is none of the columns declared here. Declare it with slice: true; what is read off a text or a picture is no column.`;
  return declared.personal
    ? `${column} is personal; cohorts are shown to everybody. Name another column.`
    : `${column} tells no rows apart here. Declare the column with slice: true.`;
}
