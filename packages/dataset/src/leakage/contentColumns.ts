import { isOurs } from '../snapshot/snapshotColumns';
import type { TableColumn } from '../Table';
import type { LeakageOptions } from './findLeakage';

/** A column whose cells count in whether two rows are the same. */
export type ContentColumn = TableColumn & {
  readonly kind: 'text' | 'picture' | 'fraction' | 'other';
};

/** The columns that count: all but the key, the split, the label, those left out by name and those of a snapshot. */
export function contentColumns(
  columns: readonly TableColumn[],
  options: LeakageOptions,
): ContentColumn[] {
  const apart = new Set([
    options.key,
    options.split,
    ...(options.label === undefined ? [] : [options.label]),
    ...(options.exclude ?? []),
  ]);
  const texts = new Set(options.texts);
  const pictures = new Set(options.pictures?.map(({ name }) => name));
  return columns
    .filter(({ name }) => !apart.has(name) && !isOurs(name))
    .map(column => ({ ...column, kind: kindOf(column, texts, pictures) }));
}

function kindOf(
  { name, type }: TableColumn,
  texts: ReadonlySet<string>,
  pictures: ReadonlySet<string>,
): ContentColumn['kind'] {
  if (texts.has(name) && type === 'VARCHAR') return 'text';
  if (type === 'BLOB' || (pictures.has(name) && type.endsWith(']')))
    return 'picture';
  return /^(DOUBLE|FLOAT|DECIMAL.*)$/.test(type) ? 'fraction' : 'other';
}
