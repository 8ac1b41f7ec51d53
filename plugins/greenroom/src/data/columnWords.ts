import type {
  Column,
  ColumnProfile,
  VersionProfile,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';
import { typeWord } from './typeWord';

/** A column as the manifest declares it, with what its cells are, as far as either is known. */
export type DescribedColumn = {
  name: string;
  type: string;
  declared?: Column;
  profile?: ColumnProfile;
  /** This caller may not see what is in it. */
  hidden: boolean;
};

/** In the order in which the manifest declares them; those it does not name follow. */
export function describedColumns(
  declared: readonly Column[],
  profile: VersionProfile | undefined,
): DescribedColumn[] {
  const profiles = new Map(
    profile?.columns.map(column => [column.name, column]),
  );
  const known = declared.map(column => ({
    name: column.name,
    type: column.type,
    declared: column,
    profile: profiles.get(column.name),
    hidden: profile?.masked.includes(column.name) ?? false,
  }));
  const names = new Set(known.map(({ name }) => name));
  const others = (profile?.columns ?? [])
    .filter(({ name }) => !names.has(name))
    .map(column => ({
      name: column.name,
      type: typeWord(column.type),
      profile: column,
      hidden: false,
    }));
  return [...known, ...others];
}

/** How many columns, of which kind, over how many rows. */
export function columnsFinding(
  columns: readonly DescribedColumn[],
  rows: number | undefined,
): string {
  const personal = columns.filter(({ declared }) => declared?.personal).length;
  const inferred = columns.filter(
    ({ profile }) => profile?.typedBy === 'inferred',
  ).length;
  return [
    plural(columns.length, 'column') +
      (rows === undefined ? '' : ` of ${plural(rows, 'row')}`),
    personal === 0
      ? 'none of them personal data'
      : `${personal} of them personal data`,
    inferred === 0 ? '' : `${inferred} with an inferred type`,
  ]
    .filter(part => part !== '')
    .join(', ');
}

/** "number, inferred from the values · feature · personal". */
export function kindWords({
  type,
  profile,
  declared,
}: DescribedColumn): string {
  return [
    type +
      (profile?.typedBy === 'inferred' ? ', inferred from the values' : ''),
    declared && declared.role !== 'feature' ? declared.role : '',
    declared?.personal ? 'personal data' : '',
  ]
    .filter((part, index) => part !== '' && (index !== 1 || part !== type))
    .join(' · ');
}
