import { csvCell, type Row } from '@greenroom/dataset';
import type { AuditSample, Verdict } from '@greenroom/label-quality';
import { writeFile } from 'node:fs/promises';
import { UsageError } from '../UsageError';
import { withInput } from '../withInput';

/** Columns of a sample file; those to look at stand before the last. */
const COLUMNS = ['order', 'key', 'stratum', 'stratum_rows', 'label'] as const;
const VERDICT = 'verdict';
const READ = [...COLUMNS, VERDICT];

/** What people write, in the words of the portal too; what is left empty is not decided yet. */
const VERDICTS: Readonly<Record<string, Verdict | undefined>> = {
  right: 'right',
  keep: 'right',
  wrong: 'wrong',
  relabel: 'wrong',
  exclude: 'wrong',
  later: undefined,
  '': undefined,
};

/** @throws UsageError where a column to look at has the name of another */
export function assertShowable(columns: readonly string[]): void {
  const taken = columns.find(column => READ.includes(column));
  if (taken !== undefined)
    throw new UsageError(
      `--columns: the sample has a column ${taken} of its own. Leave it out.`,
    );
}

/**
 * Writes a sample for people to decide, in the order to decide it.
 *
 * @param shown - names of the columns to look at, and by key their cells
 */
export async function writeSample(
  file: string,
  { rows, strata }: AuditSample,
  labels: ReadonlyMap<string, string>,
  shown: {
    readonly columns: readonly string[];
    readonly cells: ReadonlyMap<string, readonly string[]>;
  },
): Promise<void> {
  const sizes = new Map(strata.map(({ name, size }) => [name, size]));
  const lines = rows.map(({ key, stratum }, order) => [
    order + 1,
    key,
    stratum,
    sizes.get(stratum)!,
    labels.get(key)!,
    ...(shown.cells.get(key) ?? []),
    '',
  ]);
  const csv = [[...COLUMNS, ...shown.columns, VERDICT], ...lines]
    .map(cells => `${cells.map(csvCell).join(',')}\n`)
    .join('');
  await writeFile(file, csv);
}

export type SampleFile = {
  readonly sample: AuditSample;
  /** By key, of rows that are decided. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** By key: all cells of its line. */
  readonly cells: ReadonlyMap<string, Row>;
  readonly columns: readonly string[];
};

/**
 * Reads a sample that people decided, whatever order its lines are in now.
 *
 * @throws UsageError naming file, row and column of what cannot be meant
 */
export async function readSample(file: string): Promise<SampleFile> {
  const { columns, rows } = await withInput(
    file,
    async table => ({
      columns: table.columns.map(({ name }) => name),
      rows: await table.query('SELECT * FROM t'),
    }),
    { undeclared: 'text' },
  );
  const missing = READ.find(column => !columns.includes(column));
  if (missing !== undefined)
    throw new UsageError(
      `${file} has no column ${missing}. Give the file that labels audit draw wrote, with its columns.`,
    );
  const lines = rows
    .map((cells, row) => lineOf(file, row, cells))
    .sort((a, b) => a.order - b.order);
  return {
    sample: sampleOf(file, lines),
    verdicts: new Map(
      lines.flatMap(({ key, verdict }) => (verdict ? [[key, verdict]] : [])),
    ),
    cells: new Map(lines.map(({ key, cells }) => [key, cells])),
    columns,
  };
}

type Line = {
  readonly row: number;
  readonly order: number;
  readonly key: string;
  readonly stratum: string;
  readonly size: number;
  readonly verdict: Verdict | undefined;
  readonly cells: Row;
};

function lineOf(file: string, row: number, cells: Row): Line {
  const text = (column: string) => String(cells[column] ?? '').trim();
  const refuse = (column: string, expected: string): never => {
    throw new UsageError(
      `${file}: row ${row}, column ${column} is "${text(
        column,
      )}"; expected ${expected}.`,
    );
  };
  const whole = (column: string) => {
    const value = Number(text(column));
    return Number.isInteger(value) && value > 0
      ? value
      : refuse(column, 'the whole number that was drawn');
  };
  const word = text(VERDICT).toLowerCase();
  if (!Object.hasOwn(VERDICTS, word))
    refuse(VERDICT, 'right or wrong, or nothing while it is not decided');
  if (text('key') === '') refuse('key', 'the key that was drawn');
  return {
    row,
    order: whole('order'),
    key: String(cells.key),
    stratum: String(cells.stratum ?? ''),
    size: whole('stratum_rows'),
    verdict: VERDICTS[word],
    cells,
  };
}

function sampleOf(file: string, lines: readonly Line[]): AuditSample {
  const strata = new Map<string, { size: number; sampled: number }>();
  const keys = new Set<string>();
  for (const { row, key, stratum, size } of lines) {
    if (keys.has(key))
      throw new UsageError(
        `${file}: row ${row}, column key: ${key} stands there twice. Leave one line of it.`,
      );
    keys.add(key);
    const known = strata.get(stratum) ?? { size, sampled: 0 };
    if (known.size !== size)
      throw new UsageError(
        `${file}: row ${row}, column stratum_rows is ${size}, and ${known.size} in another row of stratum ${stratum}. Give the numbers that were drawn.`,
      );
    known.sampled += 1;
    strata.set(stratum, known);
  }
  const crowded = [...strata].find(([, { size, sampled }]) => sampled > size);
  if (crowded)
    throw new UsageError(
      `${file} has ${crowded[1].sampled} rows of stratum ${crowded[0]}, which has ${crowded[1].size} rows. Give the lines of one sample.`,
    );
  return {
    rows: lines.map(({ key, stratum }) => {
      const { size, sampled } = strata.get(stratum)!;
      return { key, stratum, inclusion: sampled / size };
    }),
    strata: [...strata].map(([name, each]) => ({ name, ...each })),
  };
}
