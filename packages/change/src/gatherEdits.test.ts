import type { Edit } from './Edit';
import { gatherEdits } from './gatherEdits';

const edit = (key: string, kind: Edit['kind'] = 'relabel'): Edit => ({
  key,
  kind,
  from: 'a',
  to: kind === 'relabel' ? 'b' : undefined,
});
const file = (path: string, ...applied: Edit[]) => ({
  path,
  edited: {
    changedLines: applied.length,
    applied,
    unchanged: [],
    conflicts: [],
    absent: [],
  },
});

describe('gatherEdits', () => {
  it('adds up what files had', () => {
    const edits = [edit('1'), edit('2')];
    const files = [file('a.csv', edits[0]), file('b.csv', edits[1])];
    expect(gatherEdits(files, edits)).toEqual({
      changedLines: 2,
      applied: edits,
      unchanged: [],
      conflicts: [],
    });
  });

  it('has nothing left to exclude, but cannot relabel, where no file has the row', () => {
    const edits = [edit('1', 'exclude'), edit('2')];
    expect(gatherEdits([file('a.csv')], edits)).toMatchObject({
      unchanged: [edits[0]],
      conflicts: [{ key: '2', expected: 'a' }],
    });
  });

  it('refuses a key that two files have', () => {
    const edits = [edit('1')];
    expect(() =>
      gatherEdits([file('a.csv', ...edits), file('b.csv', ...edits)], edits),
    ).toThrow('The row 1 stands in a.csv and in b.csv');
  });
});
