import { identifier, ROW_COLUMN, type Table } from '@greenroom/dataset';
import { DERIVED_FROM_TEXT, textFeatures } from '@greenroom/error-analysis';
import { type DerivedFound, DerivedValues } from './DerivedValues';

/** What can be read off the texts of a column. */
export async function deriveText(
  table: Table,
  column: string,
): Promise<DerivedFound[]> {
  const derived = new DerivedValues(column, DERIVED_FROM_TEXT, table.rowCount);
  for await (const [numbers, texts] of table.streamColumns(
    `SELECT ${identifier(ROW_COLUMN)}, CAST(${identifier(
      column,
    )} AS VARCHAR) FROM t`,
  ))
    numbers.forEach((number, i) => {
      const text = texts[i] as string | null;
      if (text !== null) derived.set(Number(number), textFeatures(text));
    });
  return derived.finish();
}
