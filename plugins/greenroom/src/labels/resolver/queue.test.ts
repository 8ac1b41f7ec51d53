import { issue } from '../__testUtils__/rememberingDecisions';
import { mergeQueue, nextOpen } from './queue';

const keysOf = (rows: ReturnType<typeof mergeQueue>) =>
  rows.map(({ key }) => key);

describe('mergeQueue', () => {
  it('keeps rows where they are, and those that were decided', () => {
    const first = mergeQueue([], [issue('a'), issue('b')]);
    expect(keysOf(mergeQueue(first, [issue('b'), issue('c')]))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('gathers the issues of one row, the newest answer in place of the last', () => {
    const rows = mergeQueue(mergeQueue([], [issue('a')]), [
      issue('a'),
      issue('a', { kind: 'conflict' }),
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0].issues.map(({ kind }) => kind)).toEqual([
      'label_error',
      'conflict',
    ]);
  });
});

describe('nextOpen', () => {
  const keys = ['a', 'b', 'c', 'd'];
  it.each<[string | undefined, string[], string | undefined]>([
    ['b', ['c', 'd'], 'c'],
    ['b', ['a'], 'a'],
    ['b', [], undefined],
    [undefined, ['a', 'c'], 'a'],
  ])('from %p with %p open is %p', (from, open, next) => {
    expect(nextOpen(keys, from, key => open.includes(key))).toBe(next);
  });
});
