import { identifier, literal, type Row, type Table } from '@greenroom/dataset';
import type { MeasurableDataset } from '@greenroom/manifest';
import { ModelError } from './ModelError';

/** Rows that are prepared and run at a time: twice as many each time while that is quick. */
export const CHUNK_ROWS = 1024;
const MOST_CHUNK_ROWS = 8 * CHUNK_ROWS;
/** Who waits is told of progress four times a second. */
const QUICK_MILLIS = 250;
/** Rows of large pictures or lists are run sooner: 64 MiB. */
const CHUNK_BYTES = 64 * 1024 ** 2;

/** Rows of a split by their places in it, in the order of the table; `to` is not among them. */
export type RowRange = { readonly from: number; readonly to: number };

/** The labelled rows of one split. */
export type Split = {
  readonly rows: number;
  /**
   * In the order of the table, a chunk at a time. Chunks of a range that begins
   * where a chunk of the whole does are those of the whole.
   */
  chunks(range?: RowRange): AsyncIterable<readonly Row[]>;
};

/** What is read of a data set. */
type Roles = Pick<MeasurableDataset, 'key' | 'label' | 'split'>;

/**
 * @param inputs - columns that the model reads
 * @throws ModelError where a column is not there, or no row is in the split
 */
export async function readSplit(
  table: Table,
  split: string,
  dataset: Roles,
  inputs: readonly string[],
): Promise<Split> {
  const columns = [
    ...new Set([dataset.key, dataset.label, dataset.split, ...inputs]),
  ];
  assertThere(table, columns);
  const from = `FROM t WHERE ${isLabelledIn(split, dataset)}`;
  const rows = await countRows(table, split, from);
  return {
    rows,
    chunks: (range = { from: 0, to: rows }) =>
      gathered(
        table.stream(
          `SELECT ${columns.map(identifier).join(', ')} ${from}${
            range.to - range.from < rows
              ? ` LIMIT ${range.to - range.from} OFFSET ${range.from}`
              : ''
          }`,
        ),
        range.from,
      ),
  };
}

/**
 * A split beside the predictions of its rows.
 *
 * @param predictions - Parquet with `key` and `column`; the predictions come as `made`
 * @throws ModelError as above, and where a row has no prediction
 */
export async function readPredictedSplit(
  table: Table,
  split: string,
  dataset: Roles,
  predictions: {
    readonly file: string;
    readonly column: 'p' | 'predicted';
    /** Columns of the data set that are read as well. */
    readonly beside?: readonly string[];
    /** For messages. */
    readonly name: string;
  },
): Promise<Pick<Split, 'rows'> & { chunks(): ReturnType<Split['chunks']> }> {
  const columns = [
    ...new Set([
      dataset.key,
      dataset.label,
      dataset.split,
      ...(predictions.beside ?? []),
    ]),
  ];
  assertThere(table, columns);
  const from = `FROM t LEFT JOIN (SELECT key AS made_of, ${
    predictions.column
  } AS made FROM read_parquet(${literal(
    predictions.file,
  )})) ON made_of = CAST(${identifier(
    dataset.key,
  )} AS VARCHAR) WHERE ${isLabelledIn(split, dataset)}`;
  const rows = await countRows(table, split, from);
  const [{ n, first }] = await table.query(
    `SELECT count(*) AS n, min(CAST(${identifier(
      dataset.key,
    )} AS VARCHAR)) AS first ${from} AND made IS NULL`,
  );
  if (Number(n) > 0) {
    throw new ModelError(
      `${predictions.name} predicts ${Number(
        n,
      )} of ${rows} labelled rows of the split ${split} not, the first is ${first}. Add a prediction for each row.`,
      predictions.name,
    );
  }
  return {
    rows,
    chunks: () =>
      gathered(
        table.stream(
          `SELECT ${columns.map(identifier).join(', ')}, made ${from}`,
        ),
        0,
      ),
  };
}

function assertThere(table: Table, columns: readonly string[]): void {
  const present = new Set(table.columns.map(({ name }) => name));
  const missing = columns.filter(name => !present.has(name));
  if (missing.length === 0) return;
  throw new ModelError(
    `The data set has no column ${missing.join(
      ', ',
    )}, which the model's preprocessing or the manifest reads. It has ${[
      ...present,
    ].join(', ')}.`,
  );
}

function isLabelledIn(split: string, dataset: Roles): string {
  return `CAST(${identifier(dataset.split)} AS VARCHAR) = ${literal(
    split,
  )} AND ${identifier(dataset.label)} IS NOT NULL`;
}

async function countRows(
  table: Table,
  split: string,
  from: string,
): Promise<number> {
  const [{ n }] = await table.query(`SELECT count(*) AS n ${from}`);
  if (Number(n) > 0) return Number(n);
  throw new ModelError(
    `No labelled row is in the split ${split}. Name a split that the data set has.`,
  );
}

/**
 * What a filter left of the chunks of a table, in chunks of what is done quickly.
 * They end where a multiple of `CHUNK_ROWS` does, unless its rows are too large,
 * so that a runtime is given the same batches wherever the rows begin.
 *
 * @param place - of the first row
 */
async function* gathered(
  chunks: AsyncIterable<readonly Row[]>,
  place: number,
): AsyncGenerator<readonly Row[]> {
  let held: Row[] = [];
  let heldBytes = 0;
  /** Since a multiple ended. */
  let newBytes = 0;
  let most = CHUNK_ROWS;
  let next = place;
  for await (const chunk of chunks) {
    for (const row of chunk) {
      held.push(row);
      const bytes = sizeOf(row);
      heldBytes += bytes;
      newBytes += bytes;
      const isEven = ++next % CHUNK_ROWS === 0;
      const isEnough =
        held.length >= most ||
        held.length % CHUNK_ROWS !== 0 ||
        heldBytes >= CHUNK_BYTES;
      if (newBytes < CHUNK_BYTES && !(isEven && isEnough)) {
        if (isEven) newBytes = 0;
        continue;
      }
      const began = performance.now();
      yield held;
      most =
        performance.now() - began < QUICK_MILLIS
          ? Math.min(2 * most, MOST_CHUNK_ROWS)
          : CHUNK_ROWS;
      held = [];
      heldBytes = 0;
      newBytes = 0;
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
