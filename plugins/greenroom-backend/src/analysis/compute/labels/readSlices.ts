import { openTable, ROW_COLUMN, type Table } from '@greenroom/dataset';
import { isNumberType } from '../../../rows/columnTypes';
import { quoted } from '../quoted';
import type { LabelsInput } from './LabelsInput';
import type { LabelledRow } from './readLabels';

/** A declared slice column: the value of each row, as one of a few names. */
export type SliceColumn = {
  readonly column: string;
  readonly names: readonly string[];
  /** Index into the names; -1 where a row has no value. */
  readonly valueOf: Int32Array;
};

/** A column of more values than this has no groups: it names rows. */
const MOST_VALUES = 100;
/** Numbers of more values are cut into so many parts of about as many rows. */
const PARTS = 4;

/**
 * The columns that a manifest marks with `slice: true`, of these rows. What is
 * personal is left out: checks name values, and are read by people who may not see it.
 */
export async function readSlices(
  { table: file, columns, label }: LabelsInput,
  rows: readonly LabelledRow[],
): Promise<SliceColumn[]> {
  const wanted = columns.filter(
    ({ name, slice, personal }) => slice && !personal && name !== label,
  );
  if (wanted.length === 0) return [];
  const table = await openTable({ path: file, format: 'parquet' });
  try {
    const places = new Map(rows.map(({ number }, place) => [number, place]));
    const found: SliceColumn[] = [];
    for (const { name } of wanted) {
      const type = table.columns.find(column => column.name === name)?.type;
      if (!type) continue;
      const cell = await partsOf(table, type, name);
      const values = await table.query(
        `SELECT ${quoted(ROW_COLUMN)} AS n, ${cell} AS value FROM t`,
      );
      const names = new Map<string, number>();
      const valueOf = new Int32Array(rows.length).fill(-1);
      for (const { n, value } of values) {
        const place = places.get(Number(n));
        if (place === undefined || value === null) continue;
        const text = String(value);
        const known = names.get(text) ?? names.size;
        names.set(text, known);
        valueOf[place] = known;
      }
      if (names.size > 1 && names.size <= MOST_VALUES)
        found.push({ column: name, names: [...names.keys()], valueOf });
    }
    return found;
  } finally {
    table.close();
  }
}

/** SQL of the value of a row, or of the part that a number is in. */
async function partsOf(
  table: Table,
  type: string,
  name: string,
): Promise<string> {
  const text = `CAST(${quoted(name)} AS VARCHAR)`;
  if (!isNumberType(type)) return text;
  const value = `CAST(${quoted(name)} AS DOUBLE)`;
  const [{ values, cuts }] = await table.query(
    `SELECT approx_count_distinct(${value}) AS "values",
            CAST(to_json(quantile_disc(${value}, [${Array.from(
      { length: PARTS - 1 },
      (_, i) => (i + 1) / PARTS,
    ).join(', ')}])) AS VARCHAR) AS cuts FROM t`,
  );
  return Number(values) <= PARTS
    ? text
    : binned(value, JSON.parse(String(cuts ?? '[]')));
}

/** SQL of the part that a number is in, by name: "at most 3", "3 to 7", "above 7". */
function binned(value: string, cuts: readonly number[]): string {
  const ends = [...new Set(cuts)];
  if (ends.length === 0) return 'NULL';
  const cases = ends.map(
    (end, i) =>
      `WHEN ${value} <= ${end} THEN '${
        i === 0 ? `at most ${end}` : `${ends[i - 1]} to ${end}`
      }'`,
  );
  return `CASE WHEN ${value} IS NULL THEN NULL ${cases.join(
    ' ',
  )} ELSE 'above ${ends.at(-1)}' END`;
}
