import { mkdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inChild } from './data/inChild';
import { makeTables, plantedIn, type TablePair } from './data/makeTables';
import type { Measured } from './data/Measured';
import { pandasMerge } from './data/pandasMerge';
import { quantile } from './machine';

/**
 * Diffs, digests, profiles and pages of tables of 100,000 to 10 million rows,
 * beside DuckDB's own full join over the same files, printed as ratios pair by
 * pair. Usage: data.ts [ROUNDS] [LARGEST ROWS]
 */
const rounds = Number(process.argv[2] ?? 5);
const largest = Number(process.argv[3] ?? 10_000_000);
const PAGES = 200;

const COLD_RATIO = 1.2;
const SEEN_RATIO = 0.5;
const PEAK_MEGABYTES = 1024;
const LARGE_PEAK_MEGABYTES = 4096;
const PAGE_MILLIS = 200;

const misses: string[] = [];

/** Prints a figure beside what it must be. */
function hold(what: string, figure: number, atMost: number, unit: string) {
  const isHeld = figure <= atMost;
  console.log(
    `${isHeld ? '✓' : '✗'} ${what}: ${figure.toFixed(
      figure < 10 ? 2 : 0,
    )}${unit} (at most ${atMost}${unit})`,
  );
  if (!isHeld) misses.push(what);
}

function assertPlanted(who: string, pair: TablePair, { answer }: Measured) {
  const planted = plantedIn(pair.rows);
  for (const [name, count] of Object.entries(planted)) {
    if (answer[name] !== count) {
      throw new Error(
        `${who} counts ${answer[name]} ${name} rows of ${pair.rows}; there are ${count}.`,
      );
    }
  }
}

function described(who: string, pair: TablePair, all: readonly Measured[]) {
  const seconds = quantile(
    all.map(each => each.seconds),
    0.5,
  );
  const cpu = quantile(
    all.map(each => each.cpuSeconds),
    0.5,
  );
  const peak = Math.max(...all.map(each => each.peakMegabytes));
  console.log(
    `  ${who.padEnd(34)} ${seconds.toFixed(2).padStart(7)} s  ${cpu
      .toFixed(2)
      .padStart(7)} s of a core  ${Math.round((2 * pair.rows) / seconds / 1000)
      .toLocaleString('en')
      .padStart(7)},000 rows/s  ${peak.toLocaleString('en').padStart(6)} MB`,
  );
  return { seconds, peak };
}

/** The median of the ratios of each round, as the machine is never equally busy. */
function ratio(ours: readonly Measured[], peer: readonly Measured[]): number {
  return quantile(
    ours.map((each, i) => each.seconds / peer[i].seconds),
    0.5,
  );
}

async function compareDiffs(folder: string, pair: TablePair, times: number) {
  const snapshots = {
    from: path.join(folder, `${pair.rows}-from.parquet`),
    to: path.join(folder, `${pair.rows}-to.parquet`),
  };
  for (const end of ['from', 'to'] as const)
    await inChild('snapshot', { file: pair[end], out: snapshots[end] });
  const out = path.join(folder, 'seen.parquet');
  const runners: Record<string, () => Promise<Measured>> = {
    "DuckDB's full join": () => inChild('duckdb join', pair),
    'diff of two files': () => inChild('diff of files', pair),
    'the same, shuffled': () =>
      inChild('diff of files', { from: pair.from, to: pair.shuffled }),
    // What the portal does with a new version: it is kept, then compared.
    'second kept, then both compared': () =>
      inChild('snapshot and diff', { from: snapshots.from, to: pair.to, out }),
    'diff, both seen before': () => inChild('diff of snapshots', snapshots),
  };
  const pandas = pandasMerge();
  if (pandas && pair.rows <= 1_000_000)
    runners['pandas, merge and compare'] = () => pandas(pair);
  const found: Record<string, Measured[]> = {};
  for (let round = 0; round < times; round++) {
    for (const [who, run] of Object.entries(runners)) {
      const measured = await run();
      assertPlanted(who, pair, measured);
      (found[who] ??= []).push(measured);
    }
  }
  console.log(
    `\n${pair.rows.toLocaleString('en')} x 10 (CSV of ${
      pair.sizeMegabytes
    } MB), 1 % edited, ${times} rounds, medians:`,
  );
  for (const [who, all] of Object.entries(found)) described(who, pair, all);
  return found;
}

async function measureOneTable(folder: string, pair: TablePair) {
  console.log(`\none table of ${pair.rows.toLocaleString('en')} rows:`);
  const snapshot = path.join(folder, `${pair.rows}-from.parquet`);
  for (const [who, task, file] of [
    ['open the CSV', 'open', pair.from],
    ['content digest of the CSV', 'digest', pair.from],
    ['content digest of the Parquet', 'digest', snapshot],
    ['profile of the CSV', 'profile', pair.from],
    ['write a snapshot of the CSV', 'snapshot', pair.from],
  ] as const) {
    const measured = await inChild(task, {
      file,
      out: path.join(folder, 'one.parquet'),
    });
    console.log(
      `  ${who.padEnd(34)} ${measured.seconds.toFixed(2).padStart(7)} s  ${(
        (measured.seconds / pair.rows) *
        1e6
      )
        .toFixed(2)
        .padStart(6)} µs a row  ${measured.peakMegabytes
        .toLocaleString('en')
        .padStart(6)} MB`,
    );
  }
}

async function measurePages(folder: string, rows: number) {
  const { answer, peakMegabytes } = await inChild('pages of a snapshot', {
    file: path.join(folder, `${rows}-from.parquet`),
    pages: PAGES,
  });
  console.log(
    `\n${PAGES} pages anywhere in ${rows.toLocaleString(
      'en',
    )} rows: opened in ${answer.openMillis.toFixed(
      0,
    )} ms, first page ${answer.firstMillis.toFixed(
      0,
    )} ms, median ${answer.medianMillis.toFixed(
      0,
    )} ms, 95 % ${answer.p95Millis.toFixed(
      0,
    )} ms, longest ${answer.longestMillis.toFixed(0)} ms, ${peakMegabytes} MB`,
  );
  return answer;
}

async function main(): Promise<void> {
  const folder =
    process.env.GREENROOM_BENCH_FOLDER ??
    path.join(os.tmpdir(), `greenroom-bench-data-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    console.log(`making tables in ${folder}`);
    const small = await makeTables(folder, Math.min(100_000, largest));
    const middle = await makeTables(folder, Math.min(1_000_000, largest));
    await compareDiffs(folder, small, rounds);
    const found = await compareDiffs(folder, middle, rounds);
    const peer = found["DuckDB's full join"];
    await measureOneTable(folder, middle);
    let large: Record<string, Measured[]> | undefined;
    let pages: Record<string, number> | undefined;
    if (largest > middle.rows) {
      const pair = await makeTables(folder, largest);
      large = await compareDiffs(folder, pair, 1);
      await measureOneTable(folder, pair);
      pages = await measurePages(folder, pair.rows);
    }
    console.log('');
    const times = 'x the full join';
    hold(
      'cold diff of two 1M x 10 files',
      ratio(found['diff of two files'], peer),
      COLD_RATIO,
      times,
    );
    hold(
      'the same, versions seen before',
      ratio(found['diff, both seen before'], peer),
      SEEN_RATIO,
      times,
    );
    hold('peak of the cold diff', peakOf(found), PEAK_MEGABYTES, ' MB');
    if (large)
      hold('peak at 10M rows', peakOf(large), LARGE_PEAK_MEGABYTES, ' MB');
    if (pages)
      hold('a page of 10M rows, 95 %', pages.p95Millis, PAGE_MILLIS, ' ms');
  } finally {
    if (!process.env.GREENROOM_BENCH_FOLDER)
      rmSync(folder, { recursive: true, force: true });
  }
  if (misses.length > 0) throw new Error(`Not held: ${misses.join('; ')}.`);
}

/** Of ours, not of the peers. */
function peakOf(found: Record<string, readonly Measured[]>): number {
  return Math.max(
    ...Object.entries(found)
      .filter(([who]) => /diff|shuffled|compared/.test(who))
      .flatMap(([, all]) => all.map(each => each.peakMegabytes)),
  );
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
