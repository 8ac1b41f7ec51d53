import { DuckDBInstance } from '@duckdb/node-api';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SliceTable } from '@greenroom/error-analysis';
import { quantile } from '../machine';
import { runGreenroom } from '../runMeasured';
import type { Section } from '../Section';
import { adultTable } from './adultTable';
import type { SliceBench } from './SliceBench';

const TIMES = 100;
const PAIRS = 3;
const LEAST_SPEED = 1.6;

type Answer = {
  readonly searchSeconds: number;
  readonly tested: number;
  readonly slices: readonly { readonly score: number }[];
};

/** The command line with one thread and with two, in turns. */
export const threads: Section<SliceBench> = {
  name: 'threads',
  async run(report, { fixtures, folder }) {
    const file = await writeParquet(adultTable(fixtures), folder);
    const search = async (count: number) =>
      (
        await runGreenroom<Answer>(
          ...['errors', 'slices', '--table', file, '--error', 'error'],
          ...['--threads', String(count)],
        )
      ).answer;
    const ratios: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const one = await search(1);
      const two = await search(2);
      ratios.push(one.searchSeconds / two.searchSeconds);
      report.print(
        `  ${(TIMES * 32_561).toLocaleString(
          'en',
        )} rows: one thread ${one.searchSeconds.toFixed(
          2,
        )} s, two ${two.searchSeconds.toFixed(2)} s`,
      );
      report.same(
        'the same slices of as many that were looked at',
        [two.tested, two.slices],
        [one.tested, one.slices],
      );
    }
    report.atLeast(
      'two threads',
      quantile(ratios, 0.5),
      LEAST_SPEED,
      ' times as fast as one',
    );
  },
};

async function writeParquet(
  { codes, errors }: SliceTable,
  folder: string,
): Promise<string> {
  const text = path.join(folder, 'adult.csv');
  writeFileSync(
    text,
    [
      [...codes.map((_, f) => `f${f}`), 'error'].join(','),
      ...Array.from(errors, (error, row) =>
        [...codes.map(column => column[row]), error].join(','),
      ),
    ].join('\n'),
  );
  const file = path.join(folder, 'adult.parquet');
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT t.* FROM read_csv('${text}') t, range(${TIMES}))
     TO '${file}' (FORMAT PARQUET)`,
  );
  connection.closeSync();
  instance.closeSync();
  return file;
}
