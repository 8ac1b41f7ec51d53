import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Flags } from './Command';
import { errorsSlices } from './commands/errorsSlices';
import { errorsTree } from './commands/errorsTree';

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-errors-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const csv = (head: string, rows: number, line: (i: number) => string) => {
  const file = path.join(directory, `${head}.csv`);
  writeFileSync(
    file,
    [head, ...Array.from({ length: rows }, (_, i) => line(i))].join('\n'),
  );
  return file;
};

describe('errors slices', () => {
  /** Long mails are wrong three times in four, in train and in test. */
  const mails = csv('body,split,error', 600, i => {
    const isLong = i % 5 === 0;
    const number = String(i).padStart(3, '0');
    return `mail ${number}${' and so on'.repeat(isLong ? 9 : 1)},${
      i % 3 ? 'train' : 'test'
    },${isLong && i % 4 ? 1 : 0}`;
  });
  const slicesOf = async (flags: Flags) => {
    const { json, text } = await errorsSlices.run([], {
      ...{ table: mails, error: 'error', derive: 'length,script' },
      ...flags,
    });
    const { rows, slices } = json as {
      rows: number;
      slices: Record<string, unknown>[];
    };
    return { rows, worst: slices[0], text };
  };

  it('reads features off texts, and confirms on another split what it finds', async () => {
    const { rows, worst, text } = await slicesOf({ confirm: 'split=test' });
    expect(rows).toBe(400);
    expect(worst).toMatchObject({
      predicates: { 'body length': 98 },
      size: 80,
      averageError: 0.75,
      confirmed: { size: 40, outcome: 'confirmed' },
    });
    expect(text).toContain('0.7500 of 40, confirmed');
  });

  it('confirms on one half what it finds on the other', async () => {
    const { rows, worst } = await slicesOf({ confirm: 'half' });
    const { confirmed } = worst as { confirmed: { size: number } };
    expect(Number(worst.size) + confirmed.size).toBe(120);
    expect(rows).toBeGreaterThan(200);
    expect(rows).toBeLessThan(400);
  });

  it('derives what it is asked for alone', async () => {
    const { worst } = await slicesOf({ derive: 'language,cluster' });
    const [name] = Object.keys(worst.predicates as object);
    expect(name).toBe('body cluster');
    await expect(slicesOf({ derive: 'mood' })).rejects.toThrow(
      '--derive names mood; choose of length,',
    );
  });

  it.each([
    ['split', /Say half, or a column/],
    ['split=gone', /leaves no row on one side/],
  ])('refuses --confirm %s', async (confirm, message) => {
    await expect(slicesOf({ confirm })).rejects.toThrow(message);
  });
});

describe('errors tree', () => {
  it('splits where errors gather', async () => {
    const table = csv(
      'width,site,error',
      200,
      i => `${i},${'ab'[i % 2]},${i < 50 && i % 2 ? 1 : 0}`,
    );
    const { json, text } = await errorsTree.run([], {
      ...{ table, error: 'error', depth: '2', 'min-leaf': '10' },
    });
    const root = json as { children: { children: object[] }[] };
    expect(root).toMatchObject({ size: 200, errors: 25, coverage: 1 });
    expect(root.children.flatMap(({ children }) => children)).toContainEqual(
      expect.objectContaining({ size: 25, errors: 25, averageError: 1 }),
    );
    expect(text).toContain('25 rows, 25 errors (1.0000)');
  });
});
