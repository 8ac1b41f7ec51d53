import { madeOf } from './madeRows';

const line = (key: string, ...parents: string[]) =>
  JSON.stringify({ key, parents, recipe: 'noise' });

describe('rows made of a row', () => {
  it('are those that name it as parent, and those made of them', () => {
    const text = [line('b', 'a'), line('c', 'b', 'x'), line('y', 'x')].join(
      '\n',
    );
    expect(madeOf(text, 'a', 10)).toEqual({ keys: ['b', 'c'] });
  });

  it('end where rows are made of each other', () => {
    expect(
      madeOf([line('b', 'a'), line('a', 'b')].join('\n'), 'a', 10),
    ).toEqual({ keys: ['b'] });
  });

  it('are told to be more than are listed, and which lines say nothing', () => {
    const text = [line('b', 'a'), line('c', 'a'), '{"key":', '{}'].join('\n');
    expect(madeOf(text, 'a', 1)).toEqual({
      keys: ['b'],
      remark: expect.stringMatching(/^2 lines .* 1 more rows/),
    });
  });
});
