import type { DatasetManifest, DeclaredColumn } from '@greenroom/manifest';
import type {
  DerivedColumn,
  DerivedInput,
} from './compute/derived/DerivedInput';

/** What is read off a version: columns of texts and pictures by which rows are told apart though no value of theirs is; personal ones are left out. */
export function derivedInput({
  key,
  columns = [],
}: DatasetManifest): Omit<DerivedInput, 'table'> {
  return {
    key,
    columns: columns.flatMap(derivedColumn),
    hidden: columns.flatMap(({ name, personal }) => (personal ? [name] : [])),
  };
}

function derivedColumn(column: DeclaredColumn): DerivedColumn[] {
  const { name, type, personal, width, height, channels = 1 } = column;
  if (personal) return [];
  if (type === 'text') return [{ of: 'text', name }];
  if (type !== 'image') return [];
  return width !== undefined && height !== undefined
    ? [{ of: 'pixels', name, width, height, channels }]
    : [{ of: 'picture', name }];
}
