import type { DataCheck } from '@greenroom/backstage-plugin-greenroom-common';
import { openTable, PRINT_COLUMN, ROW_COLUMN } from '@greenroom/dataset';
import { NullAccumulator } from '@greenroom/label-quality';
import { quoted } from '../quoted';
import { found, passed } from './checkResult';
import type { LabelsInput } from './LabelsInput';

const NAME = 'Missing values';
/** Columns named in a sentence. */
const NAMED_COLUMNS = 3;

/** What is missing from the rows of the table. */
export async function nullCheck({
  table: file,
}: Pick<LabelsInput, 'table'>): Promise<DataCheck> {
  const table = await openTable({ path: file, format: 'parquet' });
  try {
    const columns = table.columns
      .map(({ name }) => name)
      .filter(name => name !== ROW_COLUMN && name !== PRINT_COLUMN);
    const accumulator = new NullAccumulator(columns.length);
    const flags = columns.map(
      name => `CAST(${quoted(name)} IS NULL AS TINYINT)`,
    );
    for await (const chunk of table.streamColumns(
      `SELECT ${flags.join(', ')} FROM t`,
    )) {
      const rows = chunk[0].length;
      const nulls = new Uint8Array(rows * columns.length);
      chunk.forEach((column, c) =>
        column.forEach((flag, row) => {
          nulls[row * columns.length + c] = Number(flag);
        }),
      );
      accumulator.addChunk(nulls);
    }
    const { columnShares, incompleteRows, rows } = accumulator.finish();
    const missing = columns
      .map((name, c) => ({ name, share: columnShares[c] }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share)
      .slice(0, NAMED_COLUMNS);
    return incompleteRows === 0
      ? passed(NAME, 'Every row has a value in every column.')
      : found(
          NAME,
          `${incompleteRows} of ${rows} rows lack a value, most often in ${missing
            .map(({ name, share }) => `${name} (${(100 * share).toFixed(1)} %)`)
            .join(', ')}. Fill them, or declare that they may be empty.`,
        );
  } finally {
    table.close();
  }
}
