import type { Table } from '@greenroom/dataset';
import { isEmbeddingType } from '@greenroom/evaluation';
import type { DerivedInput } from './DerivedInput';

/** Columns of lists of numbers that are no pictures, and not personal. */
export function embeddingColumns(
  table: Pick<Table, 'columns'>,
  { columns, hidden }: Pick<DerivedInput, 'columns' | 'hidden'>,
): readonly string[] {
  const others = new Set([...columns.map(({ name }) => name), ...hidden]);
  return table.columns
    .filter(({ name, type }) => isEmbeddingType(type) && !others.has(name))
    .map(({ name }) => name);
}
