import fc from 'fast-check';
import { commonTokenIssues } from './commonTokenIssues';
import { findTokenIssues } from './findTokenIssues';
import { scoreSentences } from './scoreSentences';
import { tokenPlaces } from './TokenInput';

/** Two sentences of three and two tokens; the last token's label is wrong. */
const TWO_SENTENCES = {
  labels: Int32Array.of(0, 0, 1, 0, 1),
  predProbs: Float64Array.of(
    0.9,
    0.1,
    0.7,
    0.3,
    0.05,
    0.95,
    0.8,
    0.2,
    0.8,
    0.2,
  ),
  classes: 2,
  offsets: Int32Array.of(0, 3, 5),
};

describe('scoreSentences', () => {
  it('takes the lowest score of the tokens', () => {
    const { sentenceScores, tokenScores } = scoreSentences(TWO_SENTENCES);
    expect(Array.from(sentenceScores)).toEqual([0.7, 0.2]);
    expect(Array.from(tokenScores)).toEqual([0.9, 0.7, 0.95, 0.8, 0.2]);
  });

  it('softmin hears the other tokens too', () => {
    const { sentenceScores } = scoreSentences({
      ...TWO_SENTENCES,
      sentenceScore: 'softmin',
    });
    // 0.8 and 0.2 weigh exp((0.2 - s) / 0.05): 1 and exp(-12).
    const weight = Math.exp(-12);
    expect(sentenceScores[1]).toBeCloseTo(
      (0.2 + weight * 0.8) / (1 + weight),
      12,
    );
  });

  it('scores a sentence without tokens 1', () => {
    const { sentenceScores } = scoreSentences({
      ...TWO_SENTENCES,
      offsets: Int32Array.of(0, 3, 3, 5),
    });
    expect(sentenceScores[1]).toBe(1);
  });

  it('refuses sentences that do not cover the tokens', () => {
    expect(() =>
      scoreSentences({ ...TWO_SENTENCES, offsets: Int32Array.of(0, 3) }),
    ).toThrow(/to the number of tokens, 5/);
  });
});

describe('findTokenIssues', () => {
  it('names sentence, token and the likelier class', () => {
    expect(findTokenIssues(TWO_SENTENCES).issues).toEqual([
      { sentence: 1, token: 1, given: 1, suggested: 0 },
    ]);
  });
});

describe('commonTokenIssues', () => {
  it('puts the word that recurs in the same wrong class first', () => {
    const issue = (sentence: number) => ({
      sentence,
      token: 0,
      given: 1,
      suggested: 0,
    });
    const words = ['May', 'Paris', 'Paris'];
    expect(
      commonTokenIssues(
        [issue(0), issue(1), issue(2)],
        ({ sentence }) => words[sentence],
      ),
    ).toEqual([
      { word: 'Paris', given: 1, suggested: 0, count: 2 },
      { word: 'May', given: 1, suggested: 0, count: 1 },
    ]);
  });
});

describe('tokenPlaces', () => {
  it('is the inverse of counting tokens over sentences', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 12 }),
        lengths => {
          const offsets = Int32Array.from([0, ...lengths]);
          for (let s = 1; s < offsets.length; s++) offsets[s] += offsets[s - 1];
          const tokens = Array.from(
            { length: offsets[offsets.length - 1] },
            (_, i) => i,
          );
          const back = tokenPlaces(tokens, offsets).map(
            ({ sentence, token }) => offsets[sentence] + token,
          );
          expect(back).toEqual(tokens);
        },
      ),
    );
  });
});
