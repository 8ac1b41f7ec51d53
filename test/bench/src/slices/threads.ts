import { DuckDBInstance } from '@duckdb/node-api';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SliceTable } from '@greenroom/error-analysis';
import { quantile } from '../machine';
import { runGreenroom } from '../runMeasured';
import type { Report } from '../Report';
import type { Section } from '../Section';
import { adultTable } from './adultTable';
import type { SliceBench } from './SliceBench';
import { wideTable } from './wideTable';

const TIMES = 100;
const PAIRS = 3;
const LEAST_SPEED = 1.6;

type Answer = {
  readonly searchSeconds: number;
  readonly tested: number;
  readonly slices: readonly { readonly score: number }[];
};

/** The command line with one thread and with two, in turns, and in the same run what two processes that share nothing gain on these cores. */
export const threads: Section<SliceBench> = {
  name: 'threads',
  async run(report, { fixtures, folder }) {
    const adult = adultTable(fixtures);
    await compare(report, {
      what: `${(TIMES * adult.errors.length).toLocaleString('en')} x 14`,
      file: await writeParquet('adult', adult, folder, TIMES),
      levels: 3,
    });
    await compare(report, {
      what: '100,000 x 500',
      file: await writeParquet('wide', wideTable(), folder, 1),
      levels: 2,
    });
  },
};

type Searched = {
  readonly what: string;
  readonly file: string;
  readonly levels: number;
};

async function compare(
  report: Report,
  { what, file, levels }: Searched,
): Promise<void> {
  const search = async (count: number) =>
    (
      await runGreenroom<Answer>(
        ...['errors', 'slices', '--table', file, '--error', 'error'],
        ...['--threads', String(count), '--max-level', String(levels)],
      )
    ).answer;
  const ratios: number[] = [];
  const ceilings: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const one = await search(1);
    const two = await search(2);
    // What two of them at once take that share nothing but the machine.
    const both = await Promise.all([search(1), search(1)]);
    const each =
      both.reduce((sum, { searchSeconds }) => sum + searchSeconds, 0) / 2;
    ratios.push(one.searchSeconds / two.searchSeconds);
    ceilings.push((2 * one.searchSeconds) / each);
    report.print(
      `  ${what}: one thread ${one.searchSeconds.toFixed(
        2,
      )} s, two ${two.searchSeconds.toFixed(
        2,
      )} s; two processes of one thread at once ${each.toFixed(2)} s each`,
    );
    report.same(
      'the same slices of as many that were looked at',
      [two.tested, two.slices],
      [one.tested, one.slices],
    );
  }
  const ratio = quantile(ratios, 0.5);
  const ceiling = quantile(ceilings, 0.5);
  report.print(
    `  ${what}: two processes do ${ceiling.toFixed(
      2,
    )} times the work of one in the same time, which tells what these cores and their memory allow; two threads do ${ratio.toFixed(
      2,
    )}, ${Math.round((100 * ratio) / ceiling)} % of it`,
  );
  report.atLeast(
    `${what}: two threads`,
    ratio,
    LEAST_SPEED,
    ' times as fast as one',
  );
}

async function writeParquet(
  name: string,
  { codes, errors }: SliceTable,
  folder: string,
  times: number,
): Promise<string> {
  const text = path.join(folder, `${name}.csv`);
  writeFileSync(
    text,
    [
      [...codes.map((_, f) => `f${f}`), 'error'].join(','),
      ...Array.from(errors, (error, row) =>
        [...codes.map(column => column[row]), error].join(','),
      ),
    ].join('\n'),
  );
  const file = path.join(folder, `${name}.parquet`);
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT t.* FROM read_csv('${text}') t, range(${times}))
     TO '${file}' (FORMAT PARQUET)`,
  );
  connection.closeSync();
  instance.closeSync();
  return file;
}
