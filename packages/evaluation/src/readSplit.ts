import { identifier, literal, type Row, type Table } from '@greenroom/dataset';
import type { LabelledDataset } from '@greenroom/manifest';
import { ModelError } from './ModelError';

/** Rows that are prepared and run at a time. */
const CHUNK_ROWS = 1024;
/** Rows of large pictures or lists are run sooner: 64 MiB. */
const CHUNK_BYTES = 64 * 1024 ** 2;

/** The labelled rows of one split. */
export type Split = {
  readonly rows: number;
  /** In the order of the table, a chunk at a time. */
  chunks(): AsyncIterable<readonly Row[]>;
};

/**
 * @param inputs - columns that the model reads
 * @throws ModelError where a column is not there, or no row is in the split
 */
export async function readSplit(
  table: Table,
  split: string,
  dataset: Pick<LabelledDataset, 'key' | 'label' | 'split'>,
  inputs: readonly string[],
): Promise<Split> {
  const columns = [
    ...new Set([dataset.key, dataset.label, dataset.split, ...inputs]),
  ];
  const present = new Set(table.columns.map(({ name }) => name));
  const missing = columns.filter(name => !present.has(name));
  if (missing.length > 0) {
    throw new ModelError(
      `The data set has no column ${missing.join(
        ', ',
      )}, which the model's preprocessing or the manifest reads. It has ${[
        ...present,
      ].join(', ')}.`,
    );
  }
  const where = `FROM t WHERE CAST(${identifier(
    dataset.split,
  )} AS VARCHAR) = ${literal(split)} AND ${identifier(
    dataset.label,
  )} IS NOT NULL`;
  const [{ n }] = await table.query(`SELECT count(*) AS n ${where}`);
  if (n === 0) {
    throw new ModelError(
      `No labelled row is in the split ${split}. Name a split that the data set has.`,
    );
  }
  return {
    rows: Number(n),
    chunks: () =>
      gathered(
        table.stream(`SELECT ${columns.map(identifier).join(', ')} ${where}`),
      ),
  };
}

/** What a filter left of the chunks of a table, in chunks of one size. */
async function* gathered(
  chunks: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let held: Row[] = [];
  let heldBytes = 0;
  for await (const chunk of chunks) {
    for (const row of chunk) {
      held.push(row);
      heldBytes += sizeOf(row);
      if (held.length < CHUNK_ROWS && heldBytes < CHUNK_BYTES) continue;
      yield held;
      held = [];
      heldBytes = 0;
    }
  }
  if (held.length > 0) yield held;
}

/** Roughly, of what may be large. */
function sizeOf(row: Row): number {
  let bytes = 0;
  for (const value of Object.values(row)) {
    if (typeof value === 'string' || value instanceof Uint8Array)
      bytes += value.length;
    else if (Array.isArray(value)) bytes += 8 * value.length;
    else bytes += (value as { bytes?: Uint8Array } | null)?.bytes?.length ?? 0;
  }
  return bytes;
}
