import { mkdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inChild } from './data/inChild';
import type { Measured } from './data/Measured';
import { quantile } from './machine';
import { CHANGED_ROWS, makeChange } from './plan/makeChange';

/**
 * The plan of 1,000 changed labels in tables of 100,000 and a million rows,
 * beside DuckDB's full join of the same two files, in turns, and the merge by
 * meaning of two such changes. Usage:
 * plan.ts [ROUNDS] [LARGEST ROWS]
 */
const rounds = Number(process.argv[2] ?? 3);
const largest = Number(process.argv[3] ?? 1_000_000);

/** A plan stands within a minute of the push; without a model in half of that. */
const MOST_SECONDS = { rows: 30, model: 60, merge: 20 };
/** A merge holds two texts of the table at a time, and little beside. */
const MOST_MEGABYTES = { rows: 1_536, model: 1_536, merge: 1_024 };
/** Ten times the rows take ten times as long, or a little more where they no longer fit a cache. */
const MOST_GROWTH = 15;

const RUNNERS = {
  "DuckDB's full join": { task: 'duckdb join' },
  'plan of the rows': { task: 'plan', measures: 'rows' },
  'plan with a model': { task: 'plan', measures: 'rows and a model' },
  'merge of two changes': { task: 'merge' },
} as const;
type Who = keyof typeof RUNNERS;

async function measure(folder: string, rows: number) {
  const change = await makeChange(folder, rows);
  const found = new Map<Who, Measured[]>();
  for (let round = 0; round < rounds; round++)
    for (const [who, { task, ...more }] of Object.entries(RUNNERS)) {
      const measured = await inChild(task, { ...change, ...more });
      const { added, removed, changed } = measured.answer;
      if (changed !== CHANGED_ROWS || added !== 0 || removed !== 0)
        throw new Error(
          `${who} counts ${added} added, ${removed} removed and ${changed} changed rows; ${CHANGED_ROWS} are changed.`,
        );
      found.set(who as Who, [...(found.get(who as Who) ?? []), measured]);
    }
  console.log(
    `\n${CHANGED_ROWS.toLocaleString('en')} changed of ${rows.toLocaleString(
      'en',
    )} rows, ${rounds} rounds, medians:`,
  );
  const figures = [...found].map(([who, all]) => {
    const median = (of: 'seconds' | 'cpuSeconds') =>
      quantile(
        all.map(each => each[of]),
        0.5,
      );
    const peak = Math.max(...all.map(each => each.peakMegabytes));
    console.log(
      `  ${who.padEnd(20)} ${median('seconds')
        .toFixed(2)
        .padStart(7)} s  ${median('cpuSeconds')
        .toFixed(2)
        .padStart(7)} s of a core  ${String(peak).padStart(6)} MB`,
    );
    return { who, seconds: median('seconds'), peak };
  });
  const [, alone, measured, merged] = figures;
  return { rows: alone, model: measured, merge: merged };
}

async function main(): Promise<void> {
  const folder =
    process.env.GREENROOM_BENCH_FOLDER ??
    path.join(os.tmpdir(), `greenroom-bench-plans-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const misses: string[] = [];
  const hold = (what: string, figure: number, atMost: number, unit: string) => {
    const isHeld = figure <= atMost;
    console.log(
      `${isHeld ? '✓' : '✗'} ${what}: ${figure.toFixed(
        1,
      )}${unit} (at most ${atMost}${unit})`,
    );
    if (!isHeld) misses.push(what);
  };
  try {
    const small = await measure(folder, Math.min(100_000, largest));
    const large =
      largest > 100_000 ? await measure(folder, largest) : undefined;
    console.log('');
    for (const what of ['rows', 'model', 'merge'] as const) {
      const { who, seconds, peak } = (large ?? small)[what];
      hold(who, seconds, MOST_SECONDS[what], ' s');
      hold('its peak of memory', peak, MOST_MEGABYTES[what], ' MB');
    }
    if (large)
      hold(
        'time of the larger by that of the smaller, rows alone',
        large.rows.seconds / small.rows.seconds,
        MOST_GROWTH,
        ' times',
      );
  } finally {
    if (!process.env.GREENROOM_BENCH_FOLDER)
      rmSync(folder, { recursive: true, force: true });
  }
  if (misses.length > 0) throw new Error(`Not held: ${misses.join('; ')}.`);
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
