import { countChangedLines, type Replacement } from './Replacement';

const TEXT = 'a1\nb2\nc3\nd4\n';
const at = (part: string, written: string): Replacement => {
  const start = TEXT.indexOf(part);
  return { start, end: start + part.length, written };
};

describe('countChangedLines', () => {
  it.each([
    ['one line for several changes in it', [at('a', 'x'), at('1', 'y')], 1],
    ['lines that stand apart', [at('a', 'x'), at('d', 'y')], 2],
    ['a line that goes', [at('b2\n', '')], 1],
    ['lines that come after one that stays', [at('\nc', '\nn\nn\nc')], 2],
    ['nothing for the same text', [at('b', 'b')], 0],
  ])('counts %s', (_, replacements, count) => {
    expect(countChangedLines(TEXT, replacements)).toBe(count);
  });

  it('counts the only line of a file without a line end', () => {
    expect(countChangedLines('abc', [{ start: 3, end: 3, written: 'd' }])).toBe(
      1,
    );
  });
});
