import { literal, type QueryPool } from '@greenroom/dataset';
import { fnv1a } from '../../preprocessing/hashText';

/** What a run says of each row of the union of all runs. */
export type RunAnswers = {
  /** Place of the given class, or the given number; NaN where the run has no such row. */
  readonly given: Float64Array;
  /** rows x width: probabilities in the order of the classes, or the number. */
  readonly made: Float64Array;
};

export type Answers = {
  /** By file. */
  readonly of: ReadonlyMap<string, RunAnswers>;
  /** Hash of each row's key. */
  readonly units: Uint32Array;
  readonly width: number;
};

/** Numbers that are held at a time: 64 MB. Beyond, only what can be told of kinds of rows is told. */
const MOST_NUMBERS = 8e6;

/**
 * Joins runs by row key, each row with all that was said of it.
 *
 * @param classes - none where runs tell numbers
 * @returns undefined where there are too many rows, or a run tells no probabilities
 */
export async function readAnswers(
  queries: QueryPool,
  files: readonly string[],
  classes: readonly string[],
): Promise<Answers | undefined> {
  const width = Math.max(classes.length, 1);
  const from = files
    .map((file, i) => {
      const relation = `(SELECT key, given AS g${i}, ${
        classes.length > 0 ? 'p' : 'CAST(predicted AS DOUBLE)'
      } AS m${i} FROM read_parquet(${literal(file)}))`;
      return i === 0 ? relation : `FULL JOIN ${relation} USING (key)`;
    })
    .join(' ');
  const silent = files
    .map((_, i) => `count(*) FILTER (g${i} IS NOT NULL AND m${i} IS NULL)`)
    .join(' + ');
  const [{ n, silent: unsaid }] = await queries.query(
    `SELECT count(*) AS n, ${silent} AS silent FROM ${from}`,
  );
  const count = Number(n);
  if (Number(unsaid) > 0 || count * width * files.length > MOST_NUMBERS)
    return undefined;
  const rows = await queries.query(`SELECT * FROM ${from} ORDER BY key`);
  const place = new Map(classes.map((name, i) => [name, i]));
  const numberOf = (given: unknown) => {
    if (given === null) return NaN;
    return classes.length > 0 ? place.get(String(given)) ?? NaN : Number(given);
  };
  const of = files.map((file, i): [string, RunAnswers] => {
    const made = new Float64Array(count * width).fill(NaN);
    rows.forEach((row, at) => {
      const said = row[`m${i}`];
      if (said !== null)
        made.set(
          Array.isArray(said) ? said.map(Number) : [Number(said)],
          at * width,
        );
    });
    return [
      file,
      { given: Float64Array.from(rows, row => numberOf(row[`g${i}`])), made },
    ];
  });
  return {
    of: new Map(of),
    units: Uint32Array.from(rows, row => fnv1a(String(row.key))),
    width,
  };
}
