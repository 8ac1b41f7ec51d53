import { openTable } from '@greenroom/dataset';
import { writeFile } from 'node:fs/promises';

export type Issue = {
  readonly rank: number;
  readonly key: string;
  readonly kind: 'label_error' | 'ambiguous';
  readonly split: string;
  readonly given: string;
  readonly suggested: string;
  readonly score: number;
  readonly pGiven: number;
  readonly pSuggested: number;
  readonly annotator?: string;
  readonly why: string;
};

const COLUMNS = [
  ['rank', 'integer'],
  ['key', 'string'],
  ['kind', 'string'],
  ['split', 'string'],
  ['given', 'string'],
  ['suggested', 'string'],
  ['score', 'number'],
  ['pGiven', 'number'],
  ['pSuggested', 'number'],
  ['annotator', 'string'],
  ['why', 'string'],
] as const;

/** Writes issues as Parquet, worst first; with no issue the columns are there all the same. */
export async function writeIssues(
  issues: readonly Issue[],
  file: string,
): Promise<void> {
  const csv = `${file}.csv`;
  const lines = issues.map(issue =>
    COLUMNS.map(([name]) => cell(issue[name])).join(','),
  );
  await writeFile(
    csv,
    `${[COLUMNS.map(([name]) => name).join(','), ...lines].join('\n')}\n`,
  );
  const table = await openTable({
    path: csv,
    format: 'csv',
    columns: COLUMNS.map(([name, type]) => ({ name, type })),
  });
  try {
    await table.writeParquet(file);
  } finally {
    table.close();
  }
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'number'
    ? String(value)
    : `"${value.replace(/"/g, '""')}"`;
}
