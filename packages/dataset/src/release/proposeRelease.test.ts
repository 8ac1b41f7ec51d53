import fc from 'fast-check';
import { proposeRelease } from './proposeRelease';
import type { DataChange } from './Release';

const NOTHING: DataChange = {
  matchedBy: 'key',
  rows: { added: 0, removed: 0, changed: 0 },
  columns: { added: [], removed: [], retyped: [] },
  cells: {},
  labelTransitions: [],
  label: 'label',
  split: { column: 'split', before: ['train', 'test'], added: {} },
  bytes: 'same',
};
const rows = (part: Partial<DataChange['rows']>) => ({
  rows: { ...NOTHING.rows, ...part },
});
const columns = (part: Partial<DataChange['columns']>) => ({
  columns: { ...NOTHING.columns, ...part },
});
const added = (splits: Record<string, number>) => ({
  ...rows({ added: Object.values(splits).reduce((sum, n) => sum + n, 0) }),
  split: { column: 'split', before: ['train', 'test'], added: splits },
});

describe('proposeRelease', () => {
  it.each<[string, Partial<DataChange>, string, RegExp]>([
    ['other bytes', { bytes: 'rewritten' }, 'patch', /rows are the same/],
    ['a new column', columns({ added: ['age'] }), 'minor', /added: age/],
    [
      'rows in a new split',
      added({ test2: 5 }),
      'minor',
      /5 rows were added in a split of their own: test2/,
    ],
    [
      'rows in a split that was there',
      added({ train: 1 }),
      'major',
      /1 row was added to train.*no longer/,
    ],
    [
      'rows where no split tells them apart',
      { ...rows({ added: 2 }), split: undefined },
      'major',
      /no split/,
    ],
    ['removed rows', rows({ removed: 3 }), 'major', /3 rows were removed\./],
    [
      'removed rows without a key',
      { ...rows({ removed: 3 }), matchedBy: 'content' },
      'major',
      /removed or changed/,
    ],
    [
      'changed labels',
      {
        ...rows({ changed: 3 }),
        cells: { label: 3 },
        labelTransitions: [
          { from: '9', to: '4', count: 1 },
          { from: '4', to: '', count: 2 },
        ],
      },
      'major',
      /3 labels were changed, most often from 4 to \(empty\) \(2\)/,
    ],
    [
      'rows moved between splits',
      { ...rows({ changed: 1 }), cells: { split: 1 } },
      'major',
      /1 row was moved to another split/,
    ],
    [
      'edited cells',
      { ...rows({ changed: 1 }), cells: { a: 1, b: 1 } },
      'major',
      /changed in a, b/,
    ],
    ['a column less', columns({ removed: ['a'] }), 'major', /removed: a/],
    [
      'another type',
      columns({ retyped: [{ name: 'a', from: 'BIGINT', to: 'VARCHAR' }] }),
      'major',
      /a was BIGINT and is VARCHAR/,
    ],
  ])('%s', (_what, change, bump, reason) => {
    const release = proposeRelease({ ...NOTHING, ...change });
    expect(release.proposed).toBe(bump);
    expect(release.reasons[0]).toEqual({
      bump,
      text: expect.stringMatching(reason),
    });
  });

  it('asks for nothing where nothing changed', () => {
    expect(proposeRelease(NOTHING, { from: '1.0.0', to: '1.0.0' })).toEqual({
      proposed: 'none',
      declared: 'none',
      declaredVersion: '1.0.0',
      isTooSmall: false,
      reasons: [],
    });
  });

  const edit = { ...NOTHING, ...rows({ removed: 1 }) };
  it.each([
    ['1.3.0', '2.0.0', 'major', false, '2.0.0'],
    ['1.3.0', '1.4.0', 'minor', true, '2.0.0'],
    ['1.3.0', '1.3.0', 'none', true, '2.0.0'],
    ['1.3.0', '1.2.0', undefined, true, '2.0.0'],
    ['1.3.0', '2.0.0-rc.1', 'major', false, '2.0.0'],
    ['2.0.0-rc.1', '2.0.0-rc.2', 'major', false, '2.0.0'],
    ['0.3.1', '0.4.0', 'minor', false, '0.4.0'],
    ['0.3.1', '0.3.2', 'patch', true, '0.4.0'],
    ['2024', '2025', undefined, false, undefined],
  ])(
    'judges a removed row from %s to %s',
    (from, to, declared, isTooSmall, suggestedVersion) => {
      const release = proposeRelease(edit, { from, to });
      expect(release).toMatchObject({ isTooSmall, declaredVersion: to });
      expect(release.declared).toBe(declared);
      expect(release.suggestedVersion).toBe(suggestedVersion);
    },
  );

  it('says why a version cannot be judged, and that it went back', () => {
    const last = (from: string, to: string) =>
      proposeRelease(edit, { from, to }).reasons.at(-1)?.text;
    expect(last('1.0.0', 'spring')).toMatch(/spring is not MAJOR\.MINOR/);
    expect(last('1.3.0', '1.2.0')).toMatch(/back from 1\.3\.0 to 1\.2\.0/);
  });

  it('never finds the version that it suggests too small', () => {
    const few = fc.nat({ max: 2 });
    const version = fc
      .tuple(few, few, few)
      .map(([major, minor, patch]) => `${major}.${minor}.${patch}`);
    fc.assert(
      fc.property(few, few, few, version, (more, less, fields, from) => {
        const change: DataChange = {
          ...NOTHING,
          ...rows({ added: more, removed: less }),
          ...columns({ added: fields > 0 ? ['x'] : [] }),
          split: {
            column: 'split',
            before: [],
            added: more > 0 ? { a: more } : {},
          },
          bytes: 'rewritten',
        };
        const { suggestedVersion } = proposeRelease(change, { from });
        const judged = proposeRelease(change, { from, to: suggestedVersion });
        expect(suggestedVersion).toBeDefined();
        expect(judged.isTooSmall).toBe(false);
      }),
    );
  });
});
