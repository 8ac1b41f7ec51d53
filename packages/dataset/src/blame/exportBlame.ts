import path from 'node:path';
import { literal } from '../sql';
import type { Blame } from './Blame';
import { stateOf, withStateTable } from './writeBlame';

/** Commits written by one statement. */
const COMMITS_AT_A_TIME = 500;

/**
 * Writes a blame as Parquet for other tools, a row for each cell: key, column,
 * value, commit, author, date, message, pull_request. The parts of a key of
 * several columns are joined by commas; values are texts as the table has them.
 *
 * @param only - a column; default: all
 * @throws Error where no revision could be read
 */
export async function exportBlame(
  blame: Blame,
  file: string,
  only?: string,
): Promise<void> {
  const { key, commits } = blame.facts;
  const state = stateOf(blame);
  const columns = state.image.names.flatMap((name, index) =>
    only === undefined || only === name ? [{ name, index }] : [],
  );
  const listOf = (prefix: string) =>
    columns.map(({ index }) => `${prefix}${index}`).join(', ');
  const names = columns.map(({ name }) => literal(name)).join(', ');
  await withStateTable(state, key.length, async ({ run }) => {
    await run(
      'CREATE TABLE commits (i INTEGER, sha VARCHAR, author VARCHAR, date VARCHAR, message VARCHAR, pull_request INTEGER)',
    );
    for (let at = 0; at < commits.length; at += COMMITS_AT_A_TIME) {
      const values = commits
        .slice(at, at + COMMITS_AT_A_TIME)
        .map(
          (commit, i) =>
            `(${at + i}, ${[
              commit.sha,
              commit.author,
              commit.date,
              commit.message,
            ]
              .map(literal)
              .join(', ')}, ${commit.pullRequest ?? 'NULL'})`,
        );
      await run(`INSERT INTO commits VALUES ${values.join(', ')}`);
    }
    const keyText = key.map((_, i) => `k${i}`).join(` || ',' || `);
    await run(
      `COPY (
         SELECT cell.key, cell.column, cell.value, sha AS commit, author, date, message, pull_request
           FROM (SELECT ${keyText} AS key, unnest([${names}]) AS column,
                        unnest([${listOf('v')}]) AS value, unnest([${listOf(
        'c',
      )}]) AS i FROM state) cell
           JOIN commits USING (i)
       ) TO ${literal(path.resolve(file))} (FORMAT PARQUET, COMPRESSION ZSTD)`,
    );
  });
}
