import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

const LAUNCHER = path.resolve(
  path.dirname(require.resolve('@greenroom/cli/package.json')),
  '../../greenroom',
);
const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-neighbours-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Two clouds of 20 rows, labelled by cloud; then a copy and a near copy with the other label, and one far out. */
const COPY = 40;
const NEAR = 41;
const FAR = 42;
const rows = [
  ...Array.from({ length: 40 }, (_, i) => [
    (i < 20 ? 0 : 30) + (i % 5),
    Math.floor((i % 20) / 5),
    i < 20 ? 'a' : 'b',
  ]),
  [0, 0, 'b'],
  [34.01, 3, 'a'],
  [900, 900, 'b'],
];
const table = path.join(directory, 'points.csv');
const write = (lines: readonly (readonly (string | number)[])[]) =>
  writeFileSync(
    table,
    `x,y,kind\n${lines.map(line => line.join()).join('\n')}\n`,
  );
beforeEach(() => write(rows));

function greenroom(...args: string[]) {
  return new Promise<{ status: number; stdout: string; stderr: string }>(
    resolve => {
      execFile(
        LAUNCHER,
        [...args, '--format', 'json'],
        { cwd: directory },
        (error, stdout, stderr) =>
          resolve({ status: Number(error?.code ?? 0), stdout, stderr }),
      );
    },
  );
}

const ask = (...more: string[]) =>
  greenroom('labels', 'neighbours', '--features', `${table}#x,y`, ...more);

describe('labels neighbours', () => {
  it.each(['1', '2'])(
    'tells duplicates, conflicts, outliers and contradicted labels, with %s threads',
    async threads => {
      const { stdout } = await ask(
        '--labels',
        `${table}#kind`,
        '--threads',
        threads,
      );
      expect(JSON.parse(stdout)).toMatchObject({
        metric: 'euclidean',
        exactDuplicates: [[0, COPY]],
        nearDuplicates: [[39, NEAR]],
        conflicts: [
          [0, COPY],
          [39, NEAR],
        ],
        outliers: [FAR],
        knnIssues: expect.arrayContaining([COPY, NEAR]),
      });
    },
  );

  it('tells duplicates across splits', async () => {
    const { stdout } = await ask('--splits', `${table}#kind`);
    expect(JSON.parse(stdout).leaks).toMatchObject([
      { kind: 'exact', row: 0, other: COPY },
      { kind: 'near', row: 39, other: NEAR },
    ]);
  });

  it('names file, row and column of a gap', async () => {
    write([...rows, ['', 1, 'a']]);
    const { status, stderr } = await ask();
    expect(status).toBe(2);
    expect(stderr).toContain('points.csv#x,y: Row 43, column 0: NaN');
  });
});

describe('labels checks', () => {
  it('tells gaps, rare classes, columns that give the label away, and order', async () => {
    write([...rows.slice(0, 40), ['', 1, 'c']]);
    const features = path.join(directory, 'features.csv');
    writeFileSync(
      features,
      `x,y\n${rows
        .slice(0, 41)
        .map(([x, y]) => `${x},${y}`)
        .join('\n')}\n`,
    );
    const { stdout } = await greenroom(
      ...['labels', 'checks', '--table', table, '--label', 'kind'],
      ...['--features', `${features}#x,y`],
    );
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 41,
      nulls: {
        columns: { x: 1 / 41, y: 0, kind: 0 },
        emptyRows: [],
        incompleteRows: 1,
      },
      imbalance: { classes: { a: 20, b: 20, c: 1 }, rare: ['c'] },
      spurious: [
        { column: 'x', score: 0, isSpurious: true },
        { column: 'y', isSpurious: false },
      ],
      order: { isOrdered: true },
    });
  });
});
