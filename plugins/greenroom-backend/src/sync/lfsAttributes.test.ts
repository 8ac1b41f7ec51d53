import { isLfsPath, readLfsAttributes } from './lfsAttributes';

const attributes: Record<string, string> = {
  '': '*.png filter=lfs diff=lfs merge=lfs -text\n# *.csv filter=lfs\nraw/** filter=lfs\n"a b.bin" filter=lfs\nthe[[:space:]]table.csv filter=lfs\n*.txt text\n',
  small: '*.png -filter\nkept.png filter=lfs\n',
};
const attributesOf = (folder: string) =>
  attributes[folder] === undefined
    ? undefined
    : readLfsAttributes(attributes[folder]);

describe('isLfsPath', () => {
  it.each([
    ['a.png', true],
    ['deep/er/a.png', true],
    ['small/a.png', false],
    ['small/kept.png', true],
    ['raw/x/y.bin', true],
    ['other/raw/x.bin', false],
    ['a b.bin', true],
    ['the table.csv', true],
    ['labels.csv', false],
    ['a.txt', false],
  ])('says of %s: %s', (file, expected) => {
    expect(isLfsPath(file, attributesOf)).toBe(expected);
  });
});
