import type { DuckDBConnection } from '@duckdb/node-api';
import { candidatePairs, ROW_LIMIT } from './candidatePairs';
import { BANDS, minHashBands } from './minHashBands';
import { NearLeaks, type NearResult } from './NearLeaks';
import type { Orientation } from './orientSplits';
import { jaccard, shingles } from './shingles';
import { rowsOf } from './workRows';

/** Texts that share so many of their shingles are one text with changes. */
const LEAST_SIMILARITY = 0.8;
/** Of a longer text only the beginning is compared, in characters. */
const TEXT_LIMIT = 20_000;
/** Shorter ones have too few shingles for a share of them to mean anything. */
const SHORTEST = 14;

export type NearOptions = {
  readonly orientation: readonly Orientation[];
  /** Rows compared at most; fewer than `ROW_LIMIT`. */
  readonly rowLimit?: number;
};

/**
 * Rows whose texts nearly stand in another split: MinHash with bands proposes,
 * the Jaccard similarity of the shingles decides. Case, runs of white space and
 * Unicode composition do not count.
 *
 * @param texts - SQL expressions of the text columns of the view `now`; several count as one text
 */
export async function nearTexts(
  connection: DuckDBConnection,
  texts: readonly string[],
  { orientation, rowLimit = ROW_LIMIT - 1 }: NearOptions,
): Promise<NearResult> {
  await connection.run(
    `CREATE OR REPLACE TEMP VIEW texts AS
       SELECT row_number, split, left(trim(regexp_replace(lower(nfc_normalize(concat_ws(' ', ${texts.join(
         ', ',
       )}))), '\\s+', ' ', 'g')), ${TEXT_LIMIT}) AS text FROM now`,
  );
  const [{ n }] = await rowsOf(
    connection,
    `SELECT count(*) AS n FROM texts WHERE length(text) >= ${SHORTEST}`,
  );
  const splits = [...new Set(orientation.flatMap(o => [o.split, o.other]))];
  const rows: number[] = [];
  const codes: number[] = [];
  const texted = await connection.stream(
    `SELECT row_number::DOUBLE, split, text FROM texts WHERE length(text) >= ${SHORTEST}
      ${Number(n) > rowLimit ? byImportance(orientation, rowLimit) : ''}`,
  );
  const size = Math.min(Number(n), rowLimit);
  const bands = Array.from({ length: BANDS }, () => new Uint32Array(size));
  for (;;) {
    const chunk = await texted.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    const [numbers, names, values] = chunk.getColumns();
    for (let i = 0; i < numbers.length; i++) {
      minHashBands(values[i] as string).forEach((hash, band) => {
        bands[band][rows.length] = hash;
      });
      rows.push(numbers[i] as number);
      codes.push(splits.indexOf(names[i] as string));
    }
  }
  const wanted = new Set(
    orientation.map(
      o => `${splits.indexOf(o.split)} ${splits.indexOf(o.other)}`,
    ),
  );
  const { pairs, leftOut } = candidatePairs(codes, bands, (split, other) =>
    wanted.has(`${split} ${other}`),
  );
  const leaks = await verified(
    connection,
    pairs.map(([a, b]) => [rows[a], rows[b]]),
  );
  return {
    leaks,
    remarks: [
      `Texts of at least ${SHORTEST} characters were compared by their runs of five characters, of which near duplicates share ${
        LEAST_SIMILARITY * 100
      } %; of pairs at that limit MinHash misses one in 400.`,
      ...(Number(n) > rowLimit
        ? [
            `Of ${n} texts the first ${rowLimit} were compared, those of the splits that judge before those that are learned from.`,
          ]
        : []),
      ...(leftOut > 0
        ? [
            `${leftOut} pairs of texts that resemble many others were not compared.`,
          ]
        : []),
    ],
  };
}

/** What is looked for before what it is looked for in. */
export function byImportance(
  orientation: readonly Orientation[],
  limit: number,
): string {
  const judged = orientation.map(
    ({ split }) => `'${split.replace(/'/g, "''")}'`,
  );
  return `ORDER BY split NOT IN (${judged.join(
    ', ',
  )}), row_number LIMIT ${limit}`;
}

async function verified(
  connection: DuckDBConnection,
  pairs: readonly (readonly [number, number])[],
) {
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE pairs (a BIGINT, b BIGINT)',
  );
  const appender = await connection.createAppender('pairs');
  for (const [a, b] of pairs) {
    appender.appendBigInt(BigInt(a));
    appender.appendBigInt(BigInt(b));
    appender.endRow();
  }
  appender.closeSync();
  const found = new NearLeaks();
  const joined = await connection.stream(
    `SELECT p.a::DOUBLE, p.b::DOUBLE, y.split, x.text, y.text FROM pairs p
       JOIN texts x ON x.row_number = p.a JOIN texts y ON y.row_number = p.b`,
  );
  for (;;) {
    const chunk = await joined.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return found.all();
    const [rows, others, splits, texts, theirs] = chunk.getColumns();
    for (let i = 0; i < rows.length; i++) {
      const similarity = jaccard(
        shingles(texts[i] as string),
        shingles(theirs[i] as string),
      );
      if (similarity >= LEAST_SIMILARITY)
        found.add(
          { row: rows[i] as number, other: others[i] as number, similarity },
          splits[i] as string,
        );
    }
  }
}
