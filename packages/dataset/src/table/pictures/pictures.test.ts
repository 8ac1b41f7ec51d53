import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { TableDeclaration, TabularDataset } from '@greenroom/manifest';
import { openTable } from '../../openTable';
import { profileTable } from '../../profile/profileTable';
import { readCocoIds } from './readCocoIds';
import type { TableSpec } from '../TableSpec';
import { localTableSpec } from '../localFiles';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
let picture: Buffer;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-pictures-'));
  picture = await sharp({
    create: { width: 6, height: 4, channels: 3, background: 'teal' },
  })
    .png()
    .toBuffer();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function put(name: string, content: string | Uint8Array) {
  const file = path.join(directory, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

async function rowsOf(spec: TableSpec) {
  const table = await openTable(spec);
  try {
    return await table.query('SELECT * FROM t');
  } finally {
    table.close();
  }
}

const declared = async (table: TableDeclaration) =>
  rowsOf(
    await localTableSpec(path.join(directory, 'greenroom.yaml'), {
      table,
      formats: ['greenroom'],
    } as unknown as TabularDataset),
  );

const refusal = (spec: TableSpec) =>
  openTable(spec).then(
    () => undefined,
    error => error,
  );

describe('a folder of pictures', () => {
  it('has the first folder as class, and sizes and bytes of each picture', async () => {
    await put('plain/cat/1.png', picture);
    await put('plain/dog/deep/2.PNG', picture);
    await put('plain/3.png', picture);
    await put('plain/readme.txt', 'no picture');
    const rows = await declared({ path: 'plain', format: 'images' });
    expect(rows.map(row => [row.path, row.label, row.split])).toEqual([
      ['plain/3.png', null, null],
      ['plain/cat/1.png', 'cat', null],
      ['plain/dog/deep/2.PNG', 'dog', null],
    ]);
    expect(rows[1]).toMatchObject({
      width: 6,
      height: 4,
      format: 'png',
      size_bytes: picture.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(Buffer.from(rows[1].bytes as Uint8Array).equals(picture)).toBe(true);
  });

  it('has splits, where all first folders are splits', async () => {
    await put('sorted/train/cat/1.png', picture);
    await put('sorted/val/dog/2.png', picture);
    const rows = await declared({ path: 'sorted/**/*.png', format: 'images' });
    expect(rows.map(row => [row.path, row.split, row.label])).toEqual([
      ['sorted/train/cat/1.png', 'train', 'cat'],
      ['sorted/val/dog/2.png', 'validation', 'dog'],
    ]);
  });

  it('has the splits that the manifest names', async () => {
    await put('two/a/cat/1.png', picture);
    await put('two/b/cat/1.png', picture);
    const rows = await declared({
      splits: [
        { name: 'train', path: 'two/a' },
        { name: 'test', path: 'two/b' },
      ],
      format: 'images',
    });
    expect(rows.map(row => [row.path, row.split, row.label])).toEqual([
      ['two/a/cat/1.png', 'train', 'cat'],
      ['two/b/cat/1.png', 'test', 'cat'],
    ]);
  });

  it('refuses what only ends like a picture, and what unpacks to gigabytes', async () => {
    const svg = await put('fake/cat/x.png', '<svg xmlns="http://x"/>');
    expect(
      await refusal({ path: path.dirname(svg), format: 'images' }),
    ).toMatchObject({
      file: svg,
      message: expect.stringMatching(/no picture/),
    });
    const huge = Buffer.from(picture);
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    huge.writeUInt32BE(crc32(huge.subarray(12, 29)), 29);
    const bomb = await put('bomb/cat/x.png', huge);
    expect(
      await refusal({ path: path.dirname(bomb), format: 'images' }),
    ).toMatchObject({
      file: bomb,
      message: expect.stringMatching(/60000 x 60000 pixels/),
    });
  });

  it('refuses a link among the pictures', async () => {
    await put('linked/cat/1.png', picture);
    await symlink('/etc/passwd', path.join(directory, 'linked/cat/2.png'));
    expect(
      await refusal({ path: path.join(directory, 'linked'), format: 'images' }),
    ).toMatchObject({ message: expect.stringMatching(/link/) });
  });
});

const coco = {
  info: { images: [1], note: 'a "quoted" }{ text' },
  images: [
    { id: 7, file_name: 'b.png', width: 6, height: 4 },
    { id: 3, file_name: 'a.png', width: 6, height: 4 },
  ],
  annotations: [
    {
      id: 2,
      image_id: 3,
      category_id: 1,
      bbox: [1, 1, 2, 3],
      segmentation: [[1, 1, 2, 2]],
    },
    { id: 1, image_id: 3, category_id: 5, bbox: [0, 0.5, 4, 3] },
  ],
  categories: [
    { id: 1, name: 'cat' },
    { id: 5, name: 'dog "Rex"' },
  ],
};

const voc = (
  name: string,
  objects: readonly [string, number, number, number, number][],
) =>
  `<annotation><folder>x</folder><filename>${name}</filename><size><width>6</width><height>4</height><depth>3</depth></size>${objects
    .map(
      ([label, xmin, ymin, xmax, ymax]) =>
        `<object><name>${label}</name><bndbox><xmin>${xmin}</xmin><ymin>${ymin}</ymin><xmax>${xmax}</xmax><ymax>${ymax}</ymax></bndbox></object>`,
    )
    .join('')}</annotation>`;

describe('annotated pictures', () => {
  const boxes = [
    { label: 'dog "Rex"', x: 0, y: 0.5, width: 4, height: 3 },
    { label: 'cat', x: 1, y: 1, width: 2, height: 3 },
  ];
  const expected = [
    { path: 'a.png', width: 6, height: 4, boxes, box_count: 2 },
    { path: 'b.png', width: 6, height: 4, boxes: [], box_count: 0 },
  ];

  it.each([0, 2])('of COCO are a row each (indented by %i)', async indent => {
    const file = await put('coco.json', JSON.stringify(coco, null, indent));
    expect(await rowsOf({ path: file, format: 'coco' })).toEqual(expected);
  });

  it('of Pascal VOC are the same rows', async () => {
    await put(
      'voc/a.xml',
      voc('a.png', [
        ['dog &quot;Rex&quot;', 0, 0.5, 4, 3.5],
        ['cat', 1, 1, 3, 4],
      ]),
    );
    await put('voc/b.xml', voc('b.png', []));
    expect(await declared({ path: 'voc', format: 'voc' })).toEqual(expected);
  });

  it('come with the pictures, where those are at hand', async () => {
    const file = await put('with.json', JSON.stringify(coco));
    const a = await put('shots/a.png', picture);
    await put('shots/b.png', picture);
    await put('shots/unlisted.png', picture);
    const images = [path.dirname(a)];
    const rows = await rowsOf({ path: file, format: 'coco', images });
    expect(rows.map(row => [row.path, row.size_bytes])).toEqual([
      ['a.png', picture.length],
      ['b.png', picture.length],
    ]);
    await rm(a);
    expect(await refusal({ path: file, format: 'coco', images })).toMatchObject(
      {
        file,
        message: expect.stringMatching(/a\.png is annotated, but/),
      },
    );
  });

  it('of COCO survive any cut of the file into chunks', async () => {
    const many = {
      ...coco,
      annotations: Array.from({ length: 30_000 }, (_, id) => ({
        id,
        image_id: 3,
        category_id: 1,
        bbox: [id, 1, 2, 3],
        segmentation: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
      })),
    };
    const file = await put('many.json', JSON.stringify(many));
    const [row] = await rowsOf({ path: file, format: 'coco' });
    expect((row.boxes as unknown as { x: number }[]).map(({ x }) => x)).toEqual(
      many.annotations.map(({ id }) => id),
    );
  });

  it('of COCO have the classes of their boxes, also where some have none', async () => {
    const file = await put('balance.json', JSON.stringify(coco));
    const table = await openTable({
      splits: [{ name: 'train', path: file }],
      format: 'coco',
    });
    try {
      const { splits } = await profileTable(table, {
        label: 'boxes',
        split: 'split',
      });
      expect(splits).toEqual([
        {
          name: 'train',
          rows: 2,
          classes: [
            { label: 'cat', count: 1 },
            { label: 'dog "Rex"', count: 1 },
          ],
        },
      ]);
    } finally {
      table.close();
    }
  });

  it('of COCO tell what their ids stand for', async () => {
    const file = await put('ids.json', JSON.stringify(coco));
    const ids = await readCocoIds([{ path: file, name: 'ids.json' }]);
    expect([...ids.images]).toEqual([
      [7, 'b.png'],
      [3, 'a.png'],
    ]);
    expect([...ids.categories]).toEqual([
      [1, 'cat'],
      [5, 'dog "Rex"'],
    ]);
  });

  it('of COCO in two files may not share an id', async () => {
    const one = await put('one.json', JSON.stringify(coco));
    const other = await put(
      'other.json',
      JSON.stringify(coco).replace('b.png', 'c.png'),
    );
    await expect(
      readCocoIds([
        { path: one, name: 'one.json' },
        { path: other, name: 'other.json' },
      ]),
    ).rejects.toMatchObject({
      file: 'other.json',
      message: expect.stringMatching(
        /The id 7 stands for b\.png and for c\.png/,
      ),
    });
  });

  it.each<[string, object | string, RegExp]>([
    ['a list', [], /one object/],
    ['no categories', { images: [], annotations: [] }, /no categories/],
    ['a cut', JSON.stringify(coco).slice(0, 300), /cut short/],
    [
      'an annotation of no picture',
      {
        ...coco,
        annotations: [
          { id: 9, image_id: 1, category_id: 1, bbox: [1, 1, 1, 1] },
        ],
      },
      /Annotation 9 is of a picture/,
    ],
    [
      'an annotation of no category',
      {
        ...coco,
        annotations: [
          { id: 9, image_id: 3, category_id: 2, bbox: [1, 1, 1, 1] },
        ],
      },
      /Annotation 9 is of a category/,
    ],
    [
      'a box of three numbers',
      {
        ...coco,
        annotations: [{ id: 9, image_id: 3, category_id: 1, bbox: [1, 1, 1] }],
      },
      /no box of four/,
    ],
    [
      'an id that stands twice',
      { ...coco, images: [...coco.images, coco.images[0]] },
      /more than one picture/,
    ],
  ])('of COCO with %s are refused', async (_what, content, message) => {
    const text =
      typeof content === 'string' ? content : JSON.stringify(content);
    const file = await put('bad.json', text);
    expect(await refusal({ path: file, format: 'coco' })).toMatchObject({
      name: 'TableError',
      file,
      message: expect.stringMatching(message),
    });
  });

  it.each<[string, string, RegExp]>([
    ['no XML', '<annotation>\n<filename>a', /no XML/],
    ['another XML', '<html></html>', /no Pascal VOC/],
    [
      'entities',
      '<!DOCTYPE a [<!ENTITY x "xxxx">]><annotation><filename>&x;</filename></annotation>',
      /entities/,
    ],
    ['a box inside out', voc('a.png', [['cat', 3, 1, 1, 4]]), /Object 1/],
    [
      'nested elements',
      '<a>'.repeat(5_000) + '</a>'.repeat(5_000),
      /cannot be read/,
    ],
  ])('of Pascal VOC with %s are refused', async (_what, text, message) => {
    const file = await put('bad.xml', text);
    expect(await refusal({ path: file, format: 'voc' })).toMatchObject({
      name: 'TableError',
      file,
      message: expect.stringMatching(message),
    });
  });
});
