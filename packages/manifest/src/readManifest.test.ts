import { readManifest } from './readManifest';

const DATASET = `# our digits
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: digits
spec:
  task: image-classification
  table: { path: data/labels.csv }
  key: id
  label: label
  split: split
  classes: [0, 1]
`;

describe('readManifest', () => {
  it('reads a data set, its classes as texts', () => {
    const read = readManifest('greenroom.yaml', DATASET);
    expect(read).toMatchObject({
      ok: true,
      assets: [
        { kind: 'Dataset', name: 'digits', classes: ['0', '1'], line: 2 },
      ],
    });
  });

  it('names line and column of a misspelled key and the one that was meant', () => {
    const read = readManifest(
      'greenroom.yaml',
      DATASET.replace('  table:', '  tabel:'),
    );
    expect(read.ok).toBe(false);
    expect(!read.ok && read.errors[0]).toEqual({
      line: 8,
      column: 3,
      pointer: '/spec/tabel',
      message: 'Unknown key "tabel". Did you mean "table"?',
    });
  });

  it.each([
    ['a file', '{ path: population.csv, split: all }'],
    ['another data set', '{ dataset: census, version: "1.2.0" }'],
  ])('reads %s as reference population', (_what, reference) => {
    const read = readManifest(
      'greenroom.yaml',
      `${DATASET}  reference: ${reference}\n`,
    );
    expect(read.ok).toBe(true);
  });

  it.each([
    ['two references', '{ path: a.csv, dataset: census }', /not both/],
    ['a reference to nothing', '{ split: all }', /not both/],
    [
      'the version of a file',
      '{ path: a.csv, version: "1.0.0" }',
      /name it as dataset/,
    ],
    ['the format of a data set', '{ dataset: a, format: csv }', /as path/],
  ])('refuses %s', (_what, reference, reason) => {
    const read = readManifest(
      'greenroom.yaml',
      `${DATASET}  reference: ${reference}\n`,
    );
    expect(!read.ok && read.errors[0]).toMatchObject({
      line: 13,
      pointer: '/spec/reference',
      message: expect.stringMatching(reason),
    });
  });

  it('reads where the labels of several people are, apart from annotations of the catalog', () => {
    const read = readManifest(
      'greenroom.yaml',
      `${DATASET}  annotators: { table: votes.csv, annotator: who, label: said }\n`,
    );
    expect(read.ok && read.assets[0]).toMatchObject({
      annotators: { table: 'votes.csv', annotator: 'who', label: 'said' },
    });
  });

  it.each([
    [
      'one column for two things',
      '{ table: a.csv, annotator: who, label: who }',
      /three columns/,
    ],
    [
      'a table elsewhere',
      '{ table: /etc/passwd, annotator: who, label: said }',
      /relative to the manifest/,
    ],
  ])('refuses, of annotators, %s', (_what, annotators, reason) => {
    const read = readManifest(
      'greenroom.yaml',
      `${DATASET}  annotators: ${annotators}\n`,
    );
    expect(!read.ok && read.errors[0].message).toMatch(reason);
  });

  it('refuses half a table of annotators', () => {
    const read = readManifest(
      'greenroom.yaml',
      `${DATASET}  annotators: { table: a.csv, annotator: who }\n`,
    );
    expect(!read.ok && read.errors).toEqual([
      expect.objectContaining({
        line: 13,
        message: expect.stringMatching(/needs annotator and label/),
      }),
    ]);
  });

  it('refuses files of annotators of rows that are no pictures with boxes', () => {
    const read = readManifest(
      'greenroom.yaml',
      `${DATASET}  annotators: { files: [{ annotator: ann, path: a.json }, { annotator: bob, path: b.json }] }\n`,
    );
    expect(!read.ok && read.errors[0].message).toMatch(
      /Say task: object-detection, or name a table/,
    );
  });

  it('refuses a key that stands twice', () => {
    const read = readManifest('greenroom.yaml', `${DATASET}  key: other\n`);
    expect(!read.ok && read.errors[0].message).toMatch(/stands twice/);
  });

  it.each([
    [
      'aliases that explode',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(
        9,
      )}*a]\nc: &c [${'*b,'.repeat(9)}*b]\nd: [${'*c,'.repeat(9)}*c]\n`,
      /aliases/,
    ],
    ['deep nesting', `${'['.repeat(100)}${']'.repeat(100)}`, /deeper/],
    ['binary', 'a\0b', /binary/],
    ['a megabyte too much', 'x'.repeat(1024 * 1024 + 1), /bytes/],
    ['nothing', '', /declares nothing/],
  ])('refuses %s with a reason', (_what, text, reason) => {
    const read = readManifest('greenroom.yaml', text);
    expect(!read.ok && read.errors[0].message).toMatch(reason);
  });

  it('refuses bytes that are not UTF-8', () => {
    const read = readManifest(
      'greenroom.yaml',
      Uint8Array.of(0xff, 0xfe, 0x41),
    );
    expect(!read.ok && read.errors[0].message).toMatch(/UTF-8/);
  });

  it('refuses paths that climb out by an absolute name', () => {
    const read = readManifest(
      'greenroom.yaml',
      DATASET.replace('data/labels.csv', '/etc/passwd'),
    );
    expect(!read.ok && read.errors[0].message).toMatch(
      /relative to the manifest/,
    );
  });

  it('refuses a personal key: pages and pull requests name it', () => {
    const read = readManifest(
      'greenroom.yaml',
      `${DATASET}  columns: [{ name: id, type: string, personal: true }]\n`,
    );
    expect(!read.ok && read.errors[0].message).toMatch(/cannot be personal/);
  });
});
