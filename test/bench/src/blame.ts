import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openTable } from '@greenroom/dataset';
import { diffEachPair } from './blame/diffEachPair';
import { type History, makeHistory } from './blame/makeHistory';
import { type Timed, timeCommand } from './blame/timeCommand';
import { quantile } from './machine';

/**
 * `greenroom data blame` of long histories, the whole command, beside git's
 * blame of lines and beside a comparison of each revision with the one before.
 * Usage: blame.ts [ROUNDS]
 */
const rounds = Number(process.argv[2] ?? 5);
const LAUNCHER = path.resolve('greenroom');
const SIZES = [
  { rows: 500, revisions: 200, order: 'rows in place', atMost: 1.5 },
  { rows: 100_000, revisions: 50, order: 'rows in place', atMost: 20 },
  { rows: 100_000, revisions: 50, order: 'shuffled each time', atMost: 20 },
] as const;

const misses: string[] = [];

async function measure(
  folder: string,
  size: (typeof SIZES)[number],
): Promise<void> {
  const { rows, revisions, order, atMost } = size;
  const name = `${revisions} revisions of ${rows.toLocaleString(
    'en',
  )} x 10, ${order}`;
  console.log(`\n${name}`);
  mkdirSync(folder);
  const history = await makeHistory(path.join(folder, 'repo'), size, order);
  const cells = path.join(folder, 'cells.parquet');
  const blame = (...args: string[]) =>
    timeCommand(
      LAUNCHER,
      ['data', 'blame', history.repository, 'data.csv', '--key', 'id', ...args],
      { cwd: folder, output: path.join(folder, 'answer') },
    );
  await blame('--out', cells);
  await assertPlanted(history, cells);
  const runners: Record<string, () => Promise<Timed>> = {
    'data blame, JSON': () => blame('--format', 'json'),
    'data blame, Parquet': () => blame('--out', cells),
    'git blame (lines)': () =>
      timeCommand('git', ['blame', '--porcelain', 'data.csv'], {
        cwd: history.repository,
        output: path.join(folder, 'answer'),
      }),
  };
  execFileSync('git', ['checkout', '-q', 'main'], { cwd: history.repository });
  const found: Record<string, Timed[]> = {};
  for (let round = 0; round < rounds; round++)
    for (const [who, run] of Object.entries(runners))
      (found[who] ??= []).push(await run());
  const [ours] = Object.values(found);
  for (const [who, all] of Object.entries(found)) print(who, all, ours);
  const pairs = await diffEachPair(history, folder);
  print('each revision diffed with the last', [{ seconds: pairs }], ours);
  const median = medianOf(ours);
  const isHeld = median <= atMost;
  console.log(`  ${isHeld ? '✓' : '✗'} ${median.toFixed(2)} s of ${atMost} s`);
  if (!isHeld) misses.push(name);
}

/** Every cell, against what the history was made of. */
async function assertPlanted(history: History, file: string): Promise<void> {
  const table = await openTable({ path: file });
  let wrong = 0;
  let seen = 0;
  for await (const rows of table.stream(
    `SELECT key, "column", pull_request - 1 AS edit FROM t`,
  )) {
    for (const { key, column, edit } of rows) {
      seen++;
      if (history.planted.get(String(key))?.[String(column)] !== Number(edit))
        wrong++;
    }
  }
  table.close();
  if (wrong > 0 || seen !== history.rows * 10)
    throw new Error(`${wrong} of ${seen} cells are blamed on a wrong commit.`);
  console.log(`  all ${seen.toLocaleString('en')} cells as planted`);
}

function medianOf(all: readonly Pick<Timed, 'seconds'>[]): number {
  return quantile(
    all.map(({ seconds }) => seconds),
    0.5,
  );
}

function print(
  who: string,
  all: readonly (Pick<Timed, 'seconds'> & Partial<Timed>)[],
  ours: readonly Timed[],
): void {
  const peak = Math.max(...all.map(each => each.peakMegabytes ?? 0));
  console.log(
    `  ${who.padEnd(36)} ${medianOf(all).toFixed(2).padStart(7)} s  ${(
      medianOf(all) / medianOf(ours)
    )
      .toFixed(2)
      .padStart(6)} x${peak > 0 ? `  ${String(peak).padStart(5)} MB` : ''}`,
  );
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'greenroom-bench-blame-'));
  try {
    for (const [i, size] of SIZES.entries())
      await measure(path.join(folder, String(i)), size);
  } finally {
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
