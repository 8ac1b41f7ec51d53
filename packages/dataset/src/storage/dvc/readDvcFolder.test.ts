import fc from 'fast-check';
import path from 'node:path';
import { readDvcFolder } from './readDvcFolder';

const md5 = 'a'.repeat(32);
const listOf = (...paths: string[]) =>
  JSON.stringify(paths.map(relpath => ({ md5, relpath })));

/** What a folder with one file gives to be written; nothing where it is refused. */
function namesOf(named: string): string[] {
  try {
    return readDvcFolder(listOf(named)).map(entry => entry.path);
  } catch {
    return [];
  }
}

describe('readDvcFolder', () => {
  it('reads what DVC writes', () => {
    // Written by DVC 3.67.
    const text =
      '[{"md5": "7b23fac7e4bf3f33bb1ef2a1a8a8cb37", "relpath": "1.png"}, {"md5": "9dd4e461268c8034f5c8564e155c67a6", "relpath": "sub/a.png"}]';
    expect(readDvcFolder(text)).toEqual([
      { path: '1.png', md5: '7b23fac7e4bf3f33bb1ef2a1a8a8cb37' },
      { path: 'sub/a.png', md5: '9dd4e461268c8034f5c8564e155c67a6' },
    ]);
  });

  it.each([
    '../a',
    '/etc/passwd',
    'a/../../b',
    './a',
    'a//b',
    'a\\b',
    'a\0',
    '',
  ])('refuses the path %j', named => {
    expect(() => readDvcFolder(listOf(named))).toThrow(
      expect.objectContaining({ failure: 'forbidden' }),
    );
  });

  it.each([
    ['no JSON', '[{'],
    ['no array', '{}'],
    ['no path', `[{"md5":"${md5}"}]`],
    ['no md5', '[{"relpath":"a"}]'],
    ['one file twice', listOf('a', 'a')],
    ['a file that is a folder', listOf('a', 'a/b')],
  ])('says what is wrong with %s', (_what, text) => {
    expect(() => readDvcFolder(text)).toThrow(/dvc add/);
  });

  it('never names a file outside of the folder', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'b', '\\', '...');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), parts => {
        const leaving = namesOf(parts.join('/')).filter(
          named => !path.resolve('/root', named).startsWith('/root/'),
        );
        expect(leaving).toEqual([]);
      }),
    );
  });
});
