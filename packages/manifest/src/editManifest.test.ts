import fc from 'fast-check';
import { parse } from 'yaml';
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

  it('says so where there is nothing to replace', () => {
    expect(() => editManifest('a: 1\n', [{ path: ['b'], value: 2 }])).toThrow(
      /no value at b/,
    );
  });
});
