import type { RowEntry } from '@greenroom/backstage-plugin-greenroom-common';
import { entriesOnBranch, joinedEntries } from './entriesOnBranch';

const relabel = (key: string, from: string, to: string): RowEntry => ({
  key,
  kind: 'relabel',
  from,
  to,
});

describe('joinedEntries', () => {
  it('lets what was said later count, and keeps the rest', () => {
    expect(
      joinedEntries(
        [relabel('1', '4', '9'), relabel('2', '4', '9')],
        [relabel('2', '4', '7'), relabel('3', '1', '7')],
      ),
    ).toEqual([
      relabel('1', '4', '9'),
      relabel('2', '4', '7'),
      relabel('3', '1', '7'),
    ]);
  });
});

describe('entriesOnBranch', () => {
  const held = [relabel('1', '4', '9')];
  const left = (entry: RowEntry) => entriesOnBranch(held, [entry]);

  it('edits a row that was decided anew from what the branch says', () => {
    expect(left(relabel('1', '4', '7'))).toEqual([relabel('1', '9', '7')]);
    expect(left({ key: '1', kind: 'exclude', from: '4' })).toEqual([
      { key: '1', kind: 'exclude', from: '9' },
    ]);
  });

  it('gives a row back its label that is now kept', () => {
    expect(left({ key: '1', kind: 'keep', from: '4' })).toEqual([
      relabel('1', '9', '4'),
    ]);
  });

  it('leaves the same decision and new rows as they are', () => {
    expect(left(relabel('1', '4', '9'))).toEqual(held);
    expect(left(relabel('2', '4', '9'))).toEqual([relabel('2', '4', '9')]);
  });

  it('declares nothing twice', () => {
    const cohort = {
      key: 'cohort short',
      kind: 'cohort' as const,
      name: 'short',
      runId: 'r',
      where: [{ type: 'range' as const, feature: 'length', below: 120 }],
    };
    expect(entriesOnBranch([cohort], [cohort])).toEqual([]);
  });
});
