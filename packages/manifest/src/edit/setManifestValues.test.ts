import { setManifestValues } from './setManifestValues';

const MANIFEST = `# who owns what
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: digits
  title: 'Digits'   # shown in the catalog
spec:
  license: MIT
  table: { path: digits.csv }
`;
const digits = { kind: 'Dataset', name: 'digits' } as const;
const set = (
  path: readonly (string | number)[],
  from: string | null,
  to: string | number,
  text = MANIFEST,
) => setManifestValues('greenroom.yaml', text, digits, [{ path, from, to }]);

describe('setManifestValues', () => {
  it('writes a value in its quotes, and leaves comments where they are', () => {
    expect(set(['metadata', 'title'], 'Digits', 'Zip digits')).toBe(
      MANIFEST.replace("'Digits'", "'Zip digits'"),
    );
  });

  it('adds a field that nothing was said of', () => {
    expect(set(['metadata', 'owner'], null, 'group:default/vision')).toBe(
      MANIFEST.replace(
        'the catalog\n',
        'the catalog\n  owner: "group:default/vision"\n',
      ),
    );
  });

  it('does nothing a second time', () => {
    const once = set(['spec', 'license'], 'MIT', 'CC0-1.0');
    expect(set(['spec', 'license'], 'MIT', 'CC0-1.0', once)).toBe(once);
  });

  it('adds to a list, made where there is none, whatever others added meanwhile', () => {
    const tags = (text: string) =>
      set(['metadata', 'tags', 1], null, 'forms', text);
    const line = (list: string) =>
      MANIFEST.replace('catalog\n', `catalog\n  tags: ${list}\n`);
    expect(tags(MANIFEST)).toBe(
      MANIFEST.replace('catalog\n', 'catalog\n  tags:\n    - forms\n'),
    );
    expect(tags(line('[a]'))).toBe(line('[a, forms]'));
    expect(tags(line('[a, b, c]'))).toBe(line('[a, b, c, forms]'));
    expect(tags(line('[forms]'))).toBe(line('[forms]'));
  });

  it.each([
    [
      ['spec', 'license'],
      'CC0-1.0',
      'MIT2',
      'says "MIT" by now, not "CC0-1.0"',
    ],
    [['metadata', 'name'], 'digits', 'x', 'says which asset this is'],
    [['spec', 'task'], null, 'dancing', 'greenroom.yaml:'],
    [['spec', 'table'], null, 'x.csv', 'spec.table of greenroom.yaml says'],
  ])('refuses %j from %j to %j', (path, from, to, message) => {
    expect(() => set(path, from, to)).toThrow(message);
  });
});
