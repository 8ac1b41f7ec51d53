import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { editManifest } from './editManifest';

describe('editManifest', () => {
  it('keeps comments, order and quoting of everything else', () => {
    const before = "# top\nspec:\n  version: '1.0.0' # now\n  license:   MIT\n";
    const after = editManifest(before, [
      { path: ['spec', 'version'], value: '1.1.0' },
    ]);
    expect(after).toBe(
      "# top\nspec:\n  version: '1.1.0' # now\n  license:   MIT\n",
    );
  });

  it('writes what is then read, and changes no byte outside the value', () => {
    fc.assert(
      fc.property(fc.string(), value => {
        const before = 'a: 1 # one\nspec: { version: old, other: [x] }\nz: 2\n';
        const after = editManifest(before, [
          { path: ['spec', 'version'], value },
        ]);
        expect(parse(after).spec.version).toBe(value);
        expect(after.startsWith('a: 1 # one\nspec: { version: ')).toBe(true);
        expect(after.endsWith(', other: [x] }\nz: 2\n')).toBe(true);
      }),
    );
  });

  it.each([
    [
      'block',
      'a:\n  b: 1 # one\n  c: x\nz: 2\n',
      'a:\n  b: 1 # one\n  c: x\n  d: new\nz: 2\n',
    ],
    [
      'block with a comment behind its last value',
      'a:\n  b: 1 # one\nz: 2\n',
      'a:\n  b: 1 # one\n  d: new\nz: 2\n',
    ],
    [
      'flow',
      'a: { b: 1, c: x } # flow\n',
      'a: { b: 1, c: x, d: new } # flow\n',
    ],
    [
      'CRLF',
      'a:\r\n  b: 1\r\nz: 2\r\n',
      'a:\r\n  b: 1\r\n  d: new\r\nz: 2\r\n',
    ],
    ['no line end', 'a:\n  b: 1', 'a:\n  b: 1\n  d: new'],
    [
      'JSON',
      '{\n  "a": {\n    "b": 1\n  }\n}\n',
      '{\n  "a": {\n    "b": 1,\n    "d": "new"\n  }\n}\n',
    ],
    [
      'a card',
      '---\n# licence\na:\n  b: 1\n---\n\n# Text: with colon\n',
      '---\n# licence\na:\n  b: 1\n  d: new\n---\n\n# Text: with colon\n',
    ],
  ])('adds a key to a map that has it not (%s)', (_what, before, after) => {
    expect(editManifest(before, [{ path: ['a', 'd'], value: 'new' }])).toBe(
      after,
    );
  });

  it('adds what is then read, whatever the text, and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-c]{1,3}$/),
          fc.oneof(fc.string(), fc.integer(), fc.boolean()),
          { minKeys: 1 },
        ),
        fc.string(),
        (fields, value) => {
          for (const before of [
            stringify({ top: fields }),
            JSON.stringify({ top: fields }, null, 2),
          ]) {
            const after = editManifest(before, [
              { path: ['top', 'zz'], value },
            ]);
            expect(parse(after)).toEqual({ top: { ...fields, zz: value } });
          }
        },
      ),
    );
  });

  it('says so where there is nothing to replace', () => {
    expect(() =>
      editManifest('a: 1\n', [{ path: ['b', 'c'], value: 2 }]),
    ).toThrow(/no value at b\.c/);
    expect(() => editManifest('a: [1]\n', [{ path: ['a'], value: 2 }])).toThrow(
      /no value at a/,
    );
  });
});
