import type { VersionProfile } from '@greenroom/backstage-plugin-greenroom-common';

type Profile = Pick<VersionProfile, 'columns' | 'splits'>;

/**
 * A profile without what tells of single values of hidden columns: their name,
 * type and empty cells stay. Classes are the values of the label.
 */
export function maskProfile(
  { columns, splits }: Profile,
  masked: readonly string[],
  roles: { readonly label?: string; readonly split?: string },
): Profile {
  const hides = (name: string | undefined) =>
    name !== undefined && masked.includes(name);
  const counted = hides(roles.label)
    ? splits.map(split => ({ ...split, classes: [] }))
    : splits;
  return {
    columns: columns.map(column =>
      hides(column.name)
        ? {
            name: column.name,
            type: column.type,
            typedBy: column.typedBy,
            nulls: column.nulls,
          }
        : column,
    ),
    splits: hides(roles.split) ? [] : counted,
  };
}
