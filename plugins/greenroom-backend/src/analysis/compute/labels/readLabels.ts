import { openTable, ROW_COLUMN } from '@greenroom/dataset';
import { quoted } from '../quoted';
import type { LabelsInput } from './LabelsInput';

export type LabelledRow = {
  readonly key: string;
  /** Index of the class. */
  readonly label: number;
  readonly split: string;
  readonly annotator?: string;
  /** In the order of the table, from 0. */
  readonly number: number;
};

/** Labelled rows in order of their key; a row without a label has no label that could be wrong. */
export async function readLabels(input: LabelsInput): Promise<LabelledRow[]> {
  const { key, label, split, annotator, classes } = input;
  const table = await openTable({ path: input.table, format: 'parquet' });
  try {
    const text = (name: string, as: string) =>
      `CAST(${quoted(name)} AS VARCHAR) AS ${as}`;
    const rows = await table.query(
      `SELECT ${text(key, 'k')}, ${text(label, 'l')}, ${text(split, 's')}${
        annotator ? `, ${text(annotator, 'a')}` : ''
      }, ${quoted(ROW_COLUMN)} AS n ${labelledRows(input)}`,
    );
    const index = new Map(classes.map((name, i) => [name, i]));
    return rows.map(row => ({
      key: String(row.k),
      label: index.get(String(row.l))!,
      split: String(row.s ?? ''),
      number: Number(row.n),
      annotator:
        row.a === undefined || row.a === null ? undefined : String(row.a),
    }));
  } finally {
    table.close();
  }
}

/** The SQL of labelled rows of a snapshot `t`, in one order for all who read them. */
export function labelledRows({
  key,
  label,
}: Pick<LabelsInput, 'key' | 'label'>): string {
  return `FROM t WHERE ${quoted(label)} IS NOT NULL ORDER BY CAST(${quoted(
    key,
  )} AS VARCHAR)`;
}
