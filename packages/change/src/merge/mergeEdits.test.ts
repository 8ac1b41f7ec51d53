import type { Edit } from '../Edit';
import type { Decision, MergeRow } from './MergeConflict';
import { mergeEdits, type MergeQuestion } from './mergeEdits';

const rows = (
  ...list: Record<string, string>[]
): ReadonlyMap<string, MergeRow> =>
  new Map(list.map(cells => [cells.id, { cells }]));
const merge = (
  edits: readonly Edit[],
  theirs: MergeQuestion['theirs'],
  rest: Partial<MergeQuestion> = {},
) => mergeEdits({ edits, theirs, label: 'label', labels: 'classes', ...rest });
const relabel = { kind: 'relabel', key: '1', from: 'a', to: 'b' } as const;
const note = {
  kind: 'cell',
  key: '1',
  column: 'note',
  from: 'x',
  to: 'y',
} as const;
const BASE = rows({ id: '1', label: 'a', note: 'x' });

/** What becomes of one conflict by each decision. */
const settled = (
  edit: Edit,
  theirs: MergeQuestion['theirs'],
  decision: Decision,
) => {
  const [{ id }] = merge([edit], theirs, { base: BASE }).conflicts;
  return merge([edit], theirs, {
    base: BASE,
    decisions: new Map([[id, decision]]),
  });
};

describe('mergeEdits', () => {
  it('edits cells beside those that changed there', () => {
    const theirs = rows({ id: '1', label: 'a', note: 'other', size: '2' });
    expect(merge([relabel], theirs)).toEqual({
      edits: [relabel],
      upstream: [],
      givenUp: [],
      conflicts: [],
    });
  });

  it('drops what is there already', () => {
    const theirs = rows({ id: '1', label: 'b', note: 'x' });
    const { edits, upstream } = merge([relabel, note], theirs);
    expect([edits, upstream]).toEqual([[note], [relabel]]);
  });

  it('takes a row that is gone on both sides for done', () => {
    const exclude = { kind: 'exclude', key: '1', from: 'a' } as const;
    expect(merge([exclude], rows()).upstream).toEqual([exclude]);
  });

  it.each([
    [
      'another label',
      relabel,
      { id: '1', label: 'c', note: 'x' },
      'both-changed',
      'label',
      ['a', 'b', 'c'],
    ],
    [
      'another cell',
      note,
      { id: '1', label: 'a', note: 'z' },
      'both-changed',
      'note',
      ['x', 'y', 'z'],
    ],
    [
      'an excluded row that changed',
      { kind: 'exclude', key: '1', from: 'a' },
      { id: '1', label: 'a', note: 'z' },
      'changed-there',
      'note',
      ['x', undefined, 'z'],
    ],
    [
      'an added row that is there',
      { kind: 'add', key: '1', cells: { id: '1', label: 'b' } },
      { id: '1', label: 'c' },
      'added-there',
      'label',
      [undefined, 'b', 'c'],
    ],
    [
      'a restored row that was added anew',
      { kind: 'restore', key: '1', cells: { id: '1', label: 'b' } },
      { id: '1', label: 'c' },
      'added-there',
      'label',
      [undefined, 'b', 'c'],
    ],
  ] as const)('asks about %s', (_, edit, there, kind, column, sides) => {
    const { edits, conflicts } = merge([edit as Edit], rows({ ...there }), {
      base: BASE,
    });
    expect(edits).toEqual([]);
    expect(conflicts).toMatchObject([{ kind, column }]);
    const [{ base, ours, theirs }] = conflicts;
    expect([base, ours, theirs]).toEqual(sides);
  });

  it('asks about a row that moved to two splits', () => {
    const move = { kind: 'move', key: '1', from: 'train', to: 'test' } as const;
    const theirs = new Map([['1', { cells: { id: '1' }, split: 'dev' }]]);
    const { conflicts } = merge([move], theirs);
    expect(conflicts).toMatchObject([
      { kind: 'both-changed', base: 'train', ours: 'test', theirs: 'dev' },
    ]);
    const decisions = new Map([[conflicts[0].id, 'ours' as const]]);
    expect(merge([move], theirs, { decisions }).edits).toEqual([
      { ...move, from: 'dev' },
    ]);
  });

  it.each([
    ['ours', [{ ...relabel, from: 'c' }], []],
    ['theirs', [], [relabel]],
    [{ value: 'd' }, [{ ...relabel, from: 'c', to: 'd' }], []],
    [{ value: 'c' }, [], []],
  ] as const)('settles a label by %j', (decision, edits, givenUp) => {
    const theirs = rows({ id: '1', label: 'c', note: 'x' });
    expect(settled(relabel, theirs, decision)).toEqual({
      edits,
      givenUp,
      upstream: [],
      conflicts: [],
    });
  });

  it('brings a row back that is gone, with all that was decided of it', () => {
    const asked = merge([relabel, note], rows(), { base: BASE });
    expect(asked.conflicts.map(({ kind }) => kind)).toEqual([
      'removed-there',
      'removed-there',
    ]);
    const decisions = new Map(
      asked.conflicts.map(({ id }) => [id, 'ours' as const]),
    );
    expect(merge([relabel, note], rows(), { base: BASE, decisions })).toEqual({
      edits: [
        { kind: 'add', key: '1', cells: { id: '1', label: 'b', note: 'y' } },
      ],
      upstream: [],
      givenUp: [],
      conflicts: [],
    });
  });

  it('offers no row back that nobody knows', () => {
    const [{ choices }] = merge([relabel], rows()).conflicts;
    expect(choices).toEqual(['theirs']);
  });

  it('gives an added row its cells where it came meanwhile, by decision', () => {
    const add = {
      kind: 'add',
      key: '1',
      cells: { id: '1', label: 'b', note: 'x' },
    } as const;
    const theirs = rows({ id: '1', label: 'c', size: '2' });
    expect(settled(add, theirs, 'ours').edits).toEqual([
      { kind: 'relabel', key: '1', from: 'c', to: 'b' },
      { kind: 'cell', key: '1', column: 'note', from: null, to: 'x' },
      { kind: 'cell', key: '1', column: 'size', from: '2', to: null },
    ]);
  });

  it('asks again where what is there changed once more', () => {
    const before = merge([relabel], rows({ id: '1', label: 'c' }));
    const decisions = new Map([[before.conflicts[0].id, 'ours' as const]]);
    const moved = rows({ id: '1', label: 'd' });
    expect(merge([relabel], moved, { decisions }).conflicts).toHaveLength(1);
  });
});

describe('mergeEdits of boxes', () => {
  const box = (label: string, x: number) => ({
    label,
    x,
    y: 0,
    width: 10,
    height: 10,
  });
  const text = (...boxes: object[]) => JSON.stringify(boxes);
  const redraw = (to: string): Edit => ({
    kind: 'relabel',
    key: 'a.png',
    from: text(box('4', 0), box('9', 100)),
    to,
  });
  const at = (boxes: string) =>
    new Map([['a.png', { cells: { label: boxes } }]]);

  it('takes boxes that each side changed for itself from both', () => {
    const { edits, conflicts } = merge(
      [redraw(text(box('4', 1), box('9', 100)))],
      at(text(box('4', 0), box('4', 100), box('9', 200))),
      { labels: 'boxes' },
    );
    expect(conflicts).toEqual([]);
    expect(edits).toMatchObject([
      { to: text(box('4', 1), box('4', 100), box('9', 200)) },
    ]);
  });

  it('takes the other boxes from both also where one is decided', () => {
    const edit = redraw(text(box('4', 1), box('4', 100)));
    const theirs = at(text(box('4', 2), box('9', 100)));
    const { conflicts } = merge([edit], theirs, { labels: 'boxes' });
    expect(conflicts).toMatchObject([{ choices: ['ours', 'theirs'] }]);
    const decisions = new Map([[conflicts[0].id, 'theirs' as const]]);
    expect(
      merge([edit], theirs, { labels: 'boxes', decisions }).edits,
    ).toMatchObject([{ to: text(box('4', 2), box('4', 100)) }]);
  });

  it('draws a box once that both drew', () => {
    const drawn = text(box('4', 0), box('9', 100), box('4', 300));
    const other = text(box('9', 100), box('4', 300));
    const edit = redraw(drawn);
    const { upstream } = merge([edit], at(other), { labels: 'boxes' });
    expect(upstream).toEqual([edit]);
  });
});
