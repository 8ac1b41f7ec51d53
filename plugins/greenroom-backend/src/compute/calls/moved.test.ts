import fc from 'fast-check';
import { moved } from './moved';

describe('moved', () => {
  it('moves a place and what is below it, wherever a text says them', () => {
    expect(
      moved({ a: ['/in/x', 'Cannot read /in/x/deep: it is gone.'] }, [
        { from: '/in/x', to: 'word' },
      ]),
    ).toEqual({ a: ['word', 'Cannot read word/deep: it is gone.'] });
  });

  it('leaves a place whose name only begins alike', () => {
    expect(moved('/in/x2 /in/x.csv', [{ from: '/in/x', to: 'word' }])).toBe(
      '/in/x2 /in/x.csv',
    );
  });

  it('moves a place inside another one by its own name', () => {
    const moves = [
      { from: '/in', to: 'outer' },
      { from: '/in/x', to: 'inner' },
    ];
    expect(moved(['/in/x/a', '/in/y'], moves)).toEqual(['inner/a', 'outer/y']);
  });

  it('comes back as it was where the words stand for nothing else', () => {
    const there = [{ from: '/in/x', to: 'greenroom-0123-0' }];
    const back = there.map(({ from, to }) => ({ from: to, to: from }));
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const document = JSON.parse(JSON.stringify(value));
        expect(moved(moved(document, there), back)).toEqual(document);
      }),
    );
  });
});
