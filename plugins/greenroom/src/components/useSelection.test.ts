import { readSelection, writeSelection } from './useSelection';

describe('selection in the address bar', () => {
  it('reads back what it wrote', () => {
    const selection = {
      version: 'github:northlight/digits@3',
      run: 'run-1',
      filter: {
        equals: { label: '4', split: 'test' },
        ranges: {
          slant: { min: -0.1, max: 1e21 },
          'a,b': { max: 5, closed: true },
        },
        wrong: true,
        predicted: '9',
        keys: ['a,b', 'c'],
        search: 'x=&',
      },
    };
    expect(
      readSelection(writeSelection(new URLSearchParams(), selection)),
    ).toEqual(selection);
  });

  it('leaves out a range that is none', () => {
    expect(
      readSelection(new URLSearchParams('range.a=[x,2)&range.b=[,)&range.c=3'))
        .filter,
    ).toEqual({});
  });

  it('changes only what the change names, and leaves the parameters of others alone', () => {
    const before = new URLSearchParams('view=rows&version=v1&where.label=4');
    expect(writeSelection(before, { version: 'v2' }).toString()).toBe(
      'view=rows&version=v2&where.label=4',
    );
    expect(writeSelection(before, { filter: {} }).toString()).toBe(
      'view=rows&version=v1',
    );
    expect(writeSelection(before, { version: undefined }).toString()).toBe(
      'view=rows&where.label=4',
    );
  });
});
