import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import path from 'node:path';
import { connect } from '../connect';
import { literal } from '../sql';
import type { Blame, BlameFacts } from './Blame';
import type { BlameState } from './BlameState';
import type { CellKind } from './cellKinds';
import { inTemporaryFolder } from './inTemporaryFolder';
import { Lines } from './Lines';

/** A row of the table may have 16 MiB; its key stands in it twice. */
const ROW_BYTES = 48 * 1024 * 1024;
/** Version of the layout. */
export const BLAME_VERSION = 1;
/** Under this name the facts stand in the metadata of the Parquet file. */
export const BLAME_METADATA = 'greenroom_blame';

export type BlameColumn = {
  readonly name: string;
  readonly kind: CellKind;
  /** Absent where the kind is inferred. */
  readonly declared?: CellKind;
};

export type BlameMetadata = BlameFacts & {
  readonly version: typeof BLAME_VERSION;
  readonly columns: readonly BlameColumn[];
};

/**
 * Writes a blame as Parquet, a row for each row of the table in its order: the
 * canonical texts of the key (`k0`, …), the text of each cell (`v0`, …) and
 * the index of the commit that set it (`c0`, …). Everything else stands in the
 * metadata of the file. `Blame` can be gone on with from it, `readBlame`
 * answers from it.
 *
 * @throws Error where no revision could be read
 */
export async function writeBlame(blame: Blame, file: string): Promise<void> {
  const { facts } = blame;
  const state = stateOf(blame);
  await withStateTable(state, facts.key.length, async ({ run }) => {
    const metadata: BlameMetadata = {
      ...facts,
      version: BLAME_VERSION,
      columns: columnsOf(state),
    };
    await run(
      `COPY (SELECT * FROM state) TO ${literal(
        path.resolve(file),
      )} (FORMAT PARQUET, COMPRESSION ZSTD, KV_METADATA { ${BLAME_METADATA}: ${literal(
        JSON.stringify(metadata),
      )} })`,
    );
  });
}

/** @throws Error where no revision could be read */
export function stateOf(blame: Blame): BlameState {
  if (blame.state) return blame.state;
  throw new Error('A blame without a revision that could be read has no cells');
}

function columnsOf(state: BlameState): BlameColumn[] {
  return state.image.names.map((name, column) => ({
    name,
    kind: state.kindOf(column),
    declared: state.declared.get(name),
  }));
}

/** Lends the state as a table `state` of DuckDB: k0, …, v0, …, c0, … */
export async function withStateTable<T>(
  state: BlameState,
  keyColumns: number,
  work: (how: { run(sql: string): Promise<unknown> }) => Promise<T>,
): Promise<T> {
  return inTemporaryFolder(async directory => {
    const text = path.join(directory, 'state.csv');
    await writeText(state, text);
    const { connection, close } = await connect();
    try {
      const { names, delimiter } = state.image;
      const columns = [
        ...Array.from({ length: keyColumns }, (_, i) => `k${i}: 'VARCHAR'`),
        ...names.map((_, i) => `v${i}: 'VARCHAR'`),
        ...names.map((_, i) => `c${i}: 'INTEGER'`),
      ];
      await connection.run(
        `CREATE VIEW state AS SELECT * FROM read_csv(${literal(
          text,
        )}, auto_detect = false, header = false, delim = ${literal(
          String.fromCharCode(delimiter),
        )}, quote = '"', escape = '"', columns = {${columns.join(
          ', ',
        )}}, nullstr = '', strict_mode = true, max_line_size = ${ROW_BYTES})`,
      );
      return await work({ run: sql => connection.run(sql) });
    } finally {
      close();
    }
  });
}

/** The rows as they stand, between their keys and their commits. */
async function writeText(state: BlameState, file: string): Promise<void> {
  const out = createWriteStream(file);
  const lines = new Lines(out);
  const { image, keys } = state;
  const delimiter = String.fromCharCode(image.delimiter);
  for (let row = 0; row < image.rowCount; row++) {
    for (const part of keys.partsOf(row))
      lines.add(`"${part.replace(/"/g, '""')}"${delimiter}`);
    lines.copy(image.bytes, image.rowStart(row), image.rowEnd(row));
    for (let column = 0; column < image.names.length; column++)
      lines.add(`${delimiter}${state.commitOf(row, column)}`);
    if (lines.endLine()) await lines.flush();
  }
  await lines.flush();
  out.end();
  await finished(out);
}
