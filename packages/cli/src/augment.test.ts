import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openTable } from '@greenroom/dataset';
import { seededRandom } from '@greenroom/label-quality';
import { augment } from './commands/augment';

/** Real files, on a machine that may be busy. */
jest.setTimeout(60_000);

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-augment-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const MANIFEST = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: claims }
spec:
  table: { path: rows.csv }
  key: id
  label: label
  split: split
  classes: [good, bad]
  columns:
    - { name: person, type: string, personal: true }
    - { name: town, type: string, slice: true }
  augmentations:
    - name: balance
      recipe: { op: interpolate }
      amount: { type: balance, mostTimes: 2 }
    - name: bern
      where: { town: Bern }
      recipe: { op: jitter }
      amount: { type: rows, rows: 20 }
    - name: untrained
      split: training
      recipe: { op: jitter }
      amount: { type: rows, rows: 20 }
`;

/** 80 good rows and 20 bad ones that lie apart; every fifth is tested on. */
function lines(): string[] {
  const random = seededRandom(7);
  return Array.from({ length: 100 }, (_, i) => {
    const isBad = i % 5 === 1;
    const x = (isBad ? 6 : 0) + 2 * random();
    return [
      `r${i}`,
      x,
      random() * 3,
      ['Bern', 'Basel'][Math.floor(2 * random())],
      `Person ${i}`,
      isBad ? 'bad' : 'good',
      i % 10 < 2 ? 'test' : 'train',
    ].join(',');
  });
}
const HEAD = 'id,x,y,town,person,label,split';

function manifestWith(rows: readonly string[]): string {
  writeFileSync(path.join(directory, 'rows.csv'), [HEAD, ...rows].join('\n'));
  const file = path.join(directory, 'greenroom.yaml');
  writeFileSync(file, MANIFEST);
  return file;
}

async function augmented(recipe: string, rows = lines()) {
  const out = path.join(directory, `${recipe}.csv`);
  const { json } = await augment.run([manifestWith(rows)], {
    recipe,
    out,
    preview: '2',
  });
  const table = await openTable({ path: out });
  const made = await table.query('SELECT * FROM t');
  table.close();
  return { json: json as Record<string, unknown>, made, out };
}

describe('augment', () => {
  it('makes rows of the training split, each with its parents, and no personal cell', async () => {
    const { json, made } = await augmented('balance');
    expect(json).toMatchObject({ kept: made.length, leftEmpty: ['person'] });
    expect(made.length).toBeGreaterThan(5);
    const test = new Set(
      lines().flatMap(line =>
        line.endsWith('test') ? [line.split(',')[0]] : [],
      ),
    );
    for (const row of made) {
      expect(row).toMatchObject({
        label: 'bad',
        split: 'train',
        augmented_by: 'balance',
      });
      expect(row).not.toHaveProperty('person');
      const parents: string[] = JSON.parse(String(row.augmented_from));
      expect(parents.filter(parent => test.has(parent))).toEqual([]);
    }
  });

  it('takes parents that meet the conditions alone', async () => {
    const { made } = await augmented('bern');
    expect(new Set(made.map(({ town }) => town))).toEqual(new Set(['Bern']));
  });

  it('makes the same rows however the file is sorted', async () => {
    const { out } = await augmented('balance');
    const before = readFileSync(out, 'utf8');
    await augmented('balance', lines().reverse());
    expect(readFileSync(out, 'utf8')).toBe(before);
  });

  it.each([
    ['nope', /no augmentation nope. Name one by --recipe: balance, bern/],
    ['untrained', /No labelled row is in the split training. Name the split/],
  ])('says what to do where %s cannot be made', async (recipe, words) => {
    await expect(
      augment.run([manifestWith(lines())], { recipe }),
    ).rejects.toThrow(words);
  });
});
