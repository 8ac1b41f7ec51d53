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
});
