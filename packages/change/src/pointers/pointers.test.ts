import { editDvcFile, readDvcOut } from './editDvcFile';
import { editDvcFolder } from './editDvcFolder';
import { editLfsPointer } from './editLfsPointer';

const OLD = '0123456789abcdef0123456789abcdef';
const NEW = 'fedcba9876543210fedcba9876543210';

describe('editLfsPointer', () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\r\noid sha256:${'a'.repeat(
    64,
  )}\r\nsize 12\r\n`;
  const object = { sha256: 'b'.repeat(64), sizeBytes: 3456 };

  it('changes oid and size and no other byte', () => {
    expect(editLfsPointer(pointer, 'a.csv', object)).toBe(
      pointer.replace(/a{64}/, 'b'.repeat(64)).replace('size 12', 'size 3456'),
    );
  });

  it.each([
    [
      pointer.replace('oid ', `ext-0-foo sha256:${OLD}\r\noid `),
      /a\.csv:2:.*extension/,
    ],
    ['id,label\n', /no oid/],
    [pointer.replace(/size.*/, ''), /no size/],
  ])('refuses what it could not stand for', (text, message) => {
    expect(() => editLfsPointer(text, 'a.csv', object)).toThrow(message);
  });
});

describe('editDvcFile', () => {
  const file = `# of the readings
outs:
- md5: "${OLD}"   # by dvc
  size: 12
  hash: md5
  path: readings.csv
- {md5: ${'c'.repeat(32)}, size: 1, path: b}
meta: {owner: mira}
`;

  it('changes md5 and size of that entry and no other byte', () => {
    expect(
      editDvcFile(file, 'r.csv.dvc', OLD, { md5: NEW, sizeBytes: 345 }),
    ).toBe(file.replace(OLD, NEW).replace('size: 12', 'size: 345'));
  });

  it('changes the number of the files of a folder where it is another', () => {
    const folder = `outs:\n- md5: ${OLD}.dir\n  nfiles: 2\n  size: 12\n  path: pictures\n`;
    expect(readDvcOut(folder, 'p.dvc', `${OLD}.dir`).files).toBe(2);
    expect(
      editDvcFile(folder, 'p.dvc', `${OLD}.dir`, {
        md5: `${NEW}.dir`,
        sizeBytes: 15,
        files: 3,
      }),
    ).toBe(
      folder
        .replace(OLD, NEW)
        .replace('nfiles: 2', 'nfiles: 3')
        .replace('size: 12', 'size: 15'),
    );
  });

  it('tells by which hash objects are named', () => {
    expect(readDvcOut(file, 'r.csv.dvc', OLD)).toEqual({
      hash: 'md5',
      sizeBytes: 12,
    });
    expect(readDvcOut(file, 'r.csv.dvc', 'c'.repeat(32)).hash).toBe(
      'md5-dos2unix',
    );
  });

  it.each([
    [`deps: [{path: 'https://x/y'}]\n${file}`, /from elsewhere.*dvc add/],
    [`md5: ${NEW}\n${file}`, /before 1\.0/],
    [file.replace(OLD, NEW), /tracks nothing with the md5/],
    ['- a', /no YAML map/],
  ])('refuses what DVC would write over or does not know', (text, message) => {
    expect(() =>
      editDvcFile(text, 'r.csv.dvc', OLD, { md5: NEW, sizeBytes: 1 }),
    ).toThrow(message);
  });
});

describe('editDvcFolder', () => {
  const list = `[{"md5": "${OLD}", "relpath": "a.csv"}, {"md5": "${OLD}", "relpath": "b/\\u00fc.csv"}]`;

  it('changes the md5 of that file alone, also where two have the same', () => {
    expect(editDvcFolder(list, 'data', new Map([['b/ü.csv', NEW]]))).toBe(
      `[{"md5": "${OLD}", "relpath": "a.csv"}, {"md5": "${NEW}", "relpath": "b/\\u00fc.csv"}]`,
    );
  });

  it.each([
    ['before all others', ['B.csv'], 'B.csv, a.csv, b/\\u00fc.csv'],
    [
      'between and behind, in the order of Python',
      ['b/\u{1f600}.csv', 'b/z.csv', 'aa'],
      'a.csv, aa, b/z.csv, b/\\u00fc.csv, b/\\ud83d\\ude00.csv',
    ],
  ])('takes new files %s', (_where, names, expected) => {
    const added = new Map(names.map(name => [name, OLD]));
    expect(editDvcFolder(list, 'data', new Map(), added)).toBe(
      `[${expected
        .split(', ')
        .map(name => `{"md5": "${OLD}", "relpath": "${name}"}`)
        .join(', ')}]`,
    );
  });

  it('takes the first file of a folder, and none twice', () => {
    const added = new Map([['a.csv', OLD]]);
    expect(editDvcFolder('[]', 'data', new Map(), added)).toBe(
      `[{"md5": "${OLD}", "relpath": "a.csv"}]`,
    );
    expect(() => editDvcFolder(list, 'data', new Map(), added)).toThrow(
      /names a\.csv already/,
    );
  });

  it('refuses a file that the list does not name', () => {
    expect(() => editDvcFolder(list, 'data', new Map([['c', NEW]]))).toThrow(
      /does not name c/,
    );
  });
});
