import { createMockDirectory } from '@backstage/backend-test-utils';
import { openTable, type Row, writeSnapshot } from '@greenroom/dataset';
import { seededRandom } from '@greenroom/label-quality';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { labels } from './labels';
import type { LabelsInput } from './LabelsInput';

/** Decodes and compares a hundred pictures. */
jest.setTimeout(60_000);

const SIDE = 48;
const random = seededRandom(4);

/** A blob to the left (cat) or to the right (dog) of noise, nowhere twice the same. */
function drawn(label: 'cat' | 'dog', brightness = 1) {
  const [x, y] = [
    (label === 'cat' ? 12 : 36) + 8 * (random() - 0.5),
    24 + 24 * (random() - 0.5),
  ];
  const pixels = Buffer.alloc(SIDE * SIDE * 3);
  for (let i = 0; i < SIDE * SIDE; i++) {
    const near = Math.hypot((i % SIDE) - x, Math.floor(i / SIDE) - y) < 9;
    for (let c = 0; c < 3; c++)
      pixels[3 * i + c] = brightness * ((near ? 200 : 60) + 55 * random());
  }
  return sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 3 } });
}

describe('labels of picture files', () => {
  const directory = createMockDirectory();
  let answer: Awaited<ReturnType<typeof labels>>;
  let issues: Row[];
  let scores: Row[];

  beforeAll(async () => {
    const put = async (name: string, bytes: Buffer) => {
      const file = directory.resolve('pictures', name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, bytes);
    };
    for (let i = 0; i < 60; i++) {
      const label = i % 2 ? 'dog' : 'cat';
      const split = i % 3 ? 'train' : 'test';
      await put(
        `${split}/${label}/${i}.png`,
        await drawn(label).png().toBuffer(),
      );
    }
    await put('train/cat/flipped.png', await drawn('dog').png().toBuffer());
    const twice = drawn('dog');
    const png = await twice.clone().png().toBuffer();
    await put('train/dog/once.png', png);
    await put('test/dog/copy.png', png);
    await put(
      'test/dog/again.jpg',
      await twice.clone().resize(96).jpeg({ quality: 85 }).toBuffer(),
    );
    await put(
      'train/cat/night.webp',
      await drawn('cat', 0.1).webp().toBuffer(),
    );
    await put('train/dog/broken.png', png.subarray(0, png.length / 2));
    const file = directory.resolve('snapshot.parquet');
    const table = await openTable({
      path: directory.resolve('pictures'),
      format: 'images',
    });
    try {
      await writeSnapshot(table, file, { key: 'path' });
    } finally {
      table.close();
    }
    const input: LabelsInput = {
      ...{ table: file, key: 'path', label: 'label', split: 'split' },
      classes: ['cat', 'dog'],
      ...{ audited: [], heldOut: [], columns: [] },
    };
    const out = directory.resolve('out');
    await mkdir(out);
    answer = await labels(input, out, () => {});
    [issues, scores] = await Promise.all(
      ['issues.parquet', 'scores.parquet'].map(async name => {
        const found = await openTable({ path: path.join(out, name) });
        try {
          return await found.query('SELECT * FROM t');
        } finally {
          found.close();
        }
      }),
    );
  });

  const keysOf = (kind: string) =>
    issues.flatMap(row =>
      row.kind === kind ? [String(row.key).split('/').slice(-3).join('/')] : [],
    );
  const check = (name: string) =>
    answer.checks.find(each => each.name === name);

  it('judges by a probe of the pixels, and finds a flipped label', () => {
    expect(answer.predictions).toMatchObject([
      { origin: 'a 5-fold probe of the pictures in bytes', rows: 65 },
    ]);
    expect(keysOf('label_error')).toContain('train/cat/flipped.png');
  });

  it('tells copies from pictures that were scaled and written anew', () => {
    expect(keysOf('exact_duplicate').sort()).toEqual([
      'test/dog/copy.png',
      'train/dog/once.png',
    ]);
    expect(keysOf('near_duplicate').sort()).toEqual([
      'test/dog/again.jpg',
      'test/dog/copy.png',
      'train/dog/once.png',
    ]);
  });

  it('names the picture that cannot be decoded, and judges the others', () => {
    expect(check('Readable pictures')).toMatchObject({
      state: 'found',
      text: expect.stringMatching(
        /^1 pictures cannot be decoded.*train\/dog\/broken\.png \(/,
      ),
    });
    expect(scores).toHaveLength(65);
  });

  it('names pictures that stand out as pictures', () => {
    expect(check('Pictures')).toMatchObject({
      state: 'found',
      text: expect.stringMatching(/1 dark \(\S*night\.webp\)/),
    });
  });
});
