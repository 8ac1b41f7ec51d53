import { readManifest } from '@greenroom/manifest';
import { assertNoConflict } from './assertNoConflict';

const read = readManifest(
  'greenroom.yaml',
  `
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: mails }
spec:
  table: { path: mails.csv }
  key: id
  label: label
  columns:
    - { name: sender, type: string, personal: true }
`,
);
if (!read.ok) throw new Error(read.errors[0].message);
const [manifest] = read.assets;

describe('assertNoConflict', () => {
  it('names the row, and both words on a cell', () => {
    expect(() =>
      assertNoConflict(
        [
          { key: 'm1', expected: '4', found: '7' },
          { key: 'm2', column: 'note', expected: null, found: 'x' },
          { key: 'm3', column: 'note', expected: 'y' },
        ],
        manifest,
      ),
    ).toThrow(
      '3 rows changed upstream since you decided them: m1 (was 4, is 7), m2 (note was empty, is x), m3 (note was y, is gone).',
    );
  });

  it.each([
    ['a cell', { expected: 'Ada', found: 'Grace' }],
    ['a row that came meanwhile', { found: 'Grace' }],
    ['a row that is gone', { expected: 'Ada' }],
  ])('tells nothing personal of %s', (_, sides) => {
    const told = () =>
      assertNoConflict([{ key: 'm1', column: 'sender', ...sides }], manifest);
    expect(told).toThrow('m1 (sender is personal, and another since)');
    expect(told).not.toThrow(/Ada|Grace/);
  });

  it('has nothing to say where nothing is in conflict', () => {
    expect(() => assertNoConflict([], manifest)).not.toThrow();
  });
});
