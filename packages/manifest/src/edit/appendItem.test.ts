import fc from 'fast-check';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { editManifest } from './editManifest';

const item = { name: 'slanted', where: { slant: { from: 12 } } };
const added = (before: string, path = ['a', 'list'], append: object = item) =>
  editManifest(before, [{ path, append: append as typeof item }]);
const LINE = '- { name: slanted, where: { slant: { from: 12 } } }';

describe('an item added to a list of a manifest', () => {
  it.each([
    [
      'whose items are a line each',
      'a:\n  # why\n  list:\n    - { name: x } # one\nz: 2\n',
      `a:\n  # why\n  list:\n    - { name: x } # one\n    ${LINE}\nz: 2\n`,
    ],
    [
      'whose items are a line a field',
      'a:\n  list:\n  - name: x # one\n    where: { b: 1 }\n\n  # of c\n  c: 3\n',
      'a:\n  list:\n  - name: x # one\n    where: { b: 1 }\n  - name: slanted\n    where: { slant: { from: 12 } }\n\n  # of c\n  c: 3\n',
    ],
    [
      'between brackets',
      'a: { list: [{ name: x }, { name: y }] } # flow\n',
      'a: { list: [{ name: x }, { name: y }, { name: slanted, where: { slant: { from: 12 } } }] } # flow\n',
    ],
    [
      'that is empty',
      'a:\n  list: [] # none yet\n',
      'a:\n  list: [{ name: slanted, where: { slant: { from: 12 } } }] # none yet\n',
    ],
    [
      'that is not there',
      'a:\n  b: 1 # one\nz: 2\n',
      `a:\n  b: 1 # one\n  list:\n    ${LINE}\nz: 2\n`,
    ],
    [
      'that is not there, in a map between braces',
      'a: { b: 1 }\n',
      'a: { b: 1, list: [{ name: slanted, where: { slant: { from: 12 } } }] }\n',
    ],
    [
      'that is not there, at the end of a file without line end',
      'a:\n  b: 1',
      `a:\n  b: 1\n  list:\n    ${LINE}`,
    ],
    [
      'with CRLF',
      'a:\r\n  list:\r\n    - { name: x }\r\nz: 2\r\n',
      `a:\r\n  list:\r\n    - { name: x }\r\n    ${LINE}\r\nz: 2\r\n`,
    ],
    [
      'of JSON',
      '{\n  "a": {\n    "list": [\n      { "name": "x" }\n    ]\n  }\n}\n',
      '{\n  "a": {\n    "list": [\n      { "name": "x" },\n      {"name":"slanted","where":{"slant":{"from":12}}}\n    ]\n  }\n}\n',
    ],
  ])('(%s) leaves every other byte', (_what, before, after) => {
    expect(added(before)).toBe(after);
  });

  it('goes to one document of several', () => {
    const before = 'a: { list: [1] }\n---\na:\n  list:\n    - 1\n---\na: {}\n';
    const after = editManifest(before, [
      { document: 1, path: ['a', 'list'], append: 2 },
    ]);
    expect(after).toBe(
      'a: { list: [1] }\n---\na:\n  list:\n    - 1\n    - 2\n---\na: {}\n',
    );
  });

  it('follows another that is added before it', () => {
    const after = editManifest('a:\n  b: 1\n', [
      { path: ['a', 'list'], append: 'x' },
      { path: ['a', 'list'], append: 'y' },
    ]);
    expect(parse(after)).toEqual({ a: { b: 1, list: ['x', 'y'] } });
  });

  it('is what is then read, behind what was there, whatever it holds', () => {
    const scalar = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const fields = fc.dictionary(
      fc.string({ minLength: 1 }).filter(key => key !== '__proto__'),
      fc.oneof(
        scalar,
        fc.array(scalar),
        fc.dictionary(fc.stringMatching(/^[a-c]{1,2}$/), scalar),
      ),
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(
        fc.option(fc.array(fields, { minLength: 1, maxLength: 3 })),
        fields,
        (list, append) => {
          const top = { b: 'x', ...(list ? { list } : {}) };
          for (const before of [
            `# first\n${stringify({ top, last: 1 }, { lineWidth: 0 })}# end\n`,
            stringify({ top }, { collectionStyle: 'flow', lineWidth: 0 }),
            JSON.stringify({ top, last: 1 }, null, 2),
          ]) {
            const after = added(before, ['top', 'list'], append);
            expect(parse(after)).toEqual({
              ...parse(before),
              top: { ...top, list: [...(list ?? []), append] },
            });
            expect(isInserted(before, after)).toBe(true);
          }
        },
      ),
    );
  });

  it('is refused where something else is there', () => {
    expect(() => added('a:\n  list: 1\n')).toThrow(/no list at a\.list/);
    expect(() => added('b: 1\n')).toThrow(/no list at a\.list/);
  });
});

/** Is the second text the first with one piece put in? */
function isInserted(before: string, after: string): boolean {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const rest = before.slice(same);
  return parseAllDocuments(after).length === 1 && after.endsWith(rest);
}
