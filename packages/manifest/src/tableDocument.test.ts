import { isLabelled, isTabular } from './Manifest';
import { readManifest } from './readManifest';
import { tablePaths } from './tablePaths';

const dataset = (spec: string) =>
  readManifest(
    'greenroom.yaml',
    `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: leaves }
spec: ${spec}
`,
  );

function declared(spec: string) {
  const read = dataset(spec);
  if (!read.ok) throw new Error(read.errors[0].message);
  const [manifest] = read.assets;
  if (!isTabular(manifest)) throw new Error('no table');
  return manifest;
}

describe('the table of a manifest', () => {
  it('is enough to make a data set that can be read', () => {
    const manifest = declared('{ table: { path: rows.csv } }');
    expect(isLabelled(manifest)).toBe(false);
  });

  it('names several files, patterns and side tables in the order of its rows', () => {
    const { table } = declared(
      '{ table: { path: [a.csv, "more/*.csv"], join: [{ path: pixels.parquet, on: id }] } }',
    );
    expect(tablePaths(table)).toEqual([
      { path: 'a.csv', of: 'rows' },
      { path: 'more/*.csv', of: 'rows' },
      { path: 'pixels.parquet', of: 0 },
    ]);
  });

  it('may name a file for each split, which then have a column of their own', () => {
    const manifest = declared(
      '{ table: { splits: [{ name: train, path: a.csv }, { name: test, path: b.csv }] } }',
    );
    expect(manifest.split).toBe('split');
    expect(tablePaths(manifest.table).map(({ split }) => split)).toEqual([
      'train',
      'test',
    ]);
  });

  it('of pictures has path, class and split as columns', () => {
    expect(declared('{ table: { path: pictures, format: images } }')).toEqual(
      expect.objectContaining({ key: 'path', label: 'label', split: 'split' }),
    );
  });

  it.each([
    ['neither files nor splits', '{ format: csv }', /either the files/],
    [
      'both files and splits',
      '{ path: a.csv, splits: [{ name: x, path: b.csv }] }',
      /either the files/,
    ],
    ['a path from the root', '{ path: [/etc/passwd] }', /relative to/],
    [
      'a split named twice',
      '{ splits: [{ name: x, path: a }, { name: x, path: b }] }',
      /named once/,
    ],
    ['pictures of a CSV', '{ path: a.csv, images: pictures }', /coco and voc/],
    [
      'a delimiter of two characters',
      '{ path: a.csv, dialect: { delimiter: "::" } }',
      /one character/,
    ],
  ])('refuses %s', (_what, table, message) => {
    expect(dataset(`{ table: ${table} }`)).toMatchObject({
      ok: false,
      errors: [{ message: expect.stringMatching(message), line: 4 }],
    });
  });
});
