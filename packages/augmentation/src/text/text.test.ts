import fc from 'fast-check';
import { seededRandom } from '@greenroom/label-quality';
import { changeCase } from './changeCase';
import { changePunctuation } from './changePunctuation';
import { dropWords } from './dropWords';
import { swapWords } from './swapWords';
import { typo } from './typo';

const TEXT = 'The printer on floor 3 stopped, again. Mail me: ann@example.org!';
const words = (text: string) => text.split(/\s+/).filter(Boolean);

const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom('printer', 'größer', 'naïve', '3.5', 'a@b.org', '', '.'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    ),
  )
  .map(pieces => pieces.join(' '));
const inputs = [
  texts,
  fc.double({ min: 0.01, max: 1, noNaN: true }),
  fc.nat(),
] as const;

describe('changes of texts', () => {
  it('mistype words by one letter, and leave numbers and addresses', () => {
    const typed = words(typo(TEXT, 1, seededRandom(5)));
    expect(typed).toHaveLength(words(TEXT).length);
    expect(typed).toContain('ann@example.org!');
    expect(typed).toContain('3');
    typed.forEach((word, i) => {
      expect(Math.abs(word.length - words(TEXT)[i].length)).toBeLessThan(2);
      expect(word[0]).toBe(words(TEXT)[i][0]);
    });
  });

  it('swap words and lose none', () => {
    fc.assert(
      fc.property(...inputs, (text, share, seed) => {
        expect(
          words(swapWords(text, share, seededRandom(seed))).sort(),
        ).toEqual(words(text).sort());
      }),
    );
  });

  it('drop words, never all, in their order', () => {
    fc.assert(
      fc.property(...inputs, (text, share, seed) => {
        const left = words(dropWords(text, share, seededRandom(seed)));
        const all = words(text);
        expect(left.length > 0 || all.length === 0).toBe(true);
        let at = -1;
        for (const word of left) {
          at = all.indexOf(word, at + 1);
          expect(at).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('drop marks behind words, not points within numbers', () => {
    expect(
      changePunctuation('It costs 3.50, now. OK?', 'drop', 1, seededRandom(1)),
    ).toBe('It costs 3.50 now OK');
    expect(changePunctuation('No.', 'repeat', 1, seededRandom(1))).toBe('No..');
  });

  it('change case', () => {
    expect(changeCase('HELLO there. ok', 'sentence')).toBe('Hello there. Ok');
    expect(changeCase('Straße', 'upper')).toBe('STRASSE');
  });
});
