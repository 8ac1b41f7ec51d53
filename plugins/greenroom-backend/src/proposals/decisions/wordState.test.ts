import { wordState } from './wordState';

describe('wordState', () => {
  const relabel = { kind: 'relabel', from: '4', to: '9', print: 'a' } as const;

  it.each([
    ['the row as it was', { label: '4', print: 'a' }, 'standing'],
    ['the label as decided', { label: '9', print: 'a' }, 'settled'],
    ['a third label', { label: '7', print: 'a' }, 'outdated'],
    ['other cells', { label: '4', print: 'b' }, 'outdated'],
    [
      'other cells and the label as decided',
      { label: '9', print: 'b' },
      'outdated',
    ],
    ['no such row', undefined, 'outdated'],
  ] as const)('of a new label, for %s, is %s', (_, row, state) => {
    expect(wordState(relabel, row)).toBe(state);
  });

  it('of an exclusion is settled where the row is gone', () => {
    expect(
      wordState({ kind: 'exclude', from: '4', print: 'a' }, undefined),
    ).toBe('settled');
  });

  it('of a label that is kept stands as long as the label does', () => {
    const keep = { kind: 'keep', from: '4', print: 'a' } as const;
    expect(wordState(keep, { label: '4', print: 'a' })).toBe('standing');
    expect(wordState(keep, { label: '9', print: 'a' })).toBe('outdated');
  });

  it('of boxes does not depend on their order', () => {
    const box = (label: string, x: number) =>
      `{"label":"${label}","x":${x},"y":0,"width":9,"height":9}`;
    const word = {
      kind: 'relabel',
      from: `[${box('4', 0)},${box('5', 50)}]`,
      to: `[${box('9', 0)},${box('5', 50)}]`,
      print: 'a',
    } as const;
    const now = (...boxes: string[]) =>
      wordState(word, { label: `[${boxes}]`, print: 'a' });
    expect(now(box('5', 50), box('4', 0))).toBe('standing');
    expect(now(box('5', 50), box('9', 0))).toBe('settled');
    expect(now(box('5', 50), box('9', 1))).toBe('outdated');
  });
});
