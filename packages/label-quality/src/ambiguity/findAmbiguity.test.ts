import { findAmbiguity } from './findAmbiguity';
import { normalisedEntropy } from './normalisedEntropy';

describe('normalisedEntropy', () => {
  it('is 1 for classes alike, 0 for one alone, NaN where nobody was asked', () => {
    expect(
      Array.from(normalisedEntropy(Float64Array.of(3, 3, 0, 7, 0, 0), 2)),
    ).toEqual([1, 0, NaN]);
  });
});

describe('findAmbiguity', () => {
  const SURE = [0.02, 0.96, 0.02];
  const TORN = [0.05, 0.5, 0.45];

  it('tells rows on which model and annotators are both undecided', () => {
    const { rows } = findAmbiguity({
      classes: 3,
      predProbs: Float64Array.from([SURE, TORN, SURE, TORN].flat()),
      votes: Float64Array.from(
        [
          [0, 2, 2],
          [0, 4, 0],
          [0, 4, 0],
          [0, 2, 2],
        ].flat(),
      ),
    });
    expect(rows).toEqual([3]);
  });

  it('judges no row by a single annotator', () => {
    const { rows } = findAmbiguity({
      classes: 3,
      predProbs: Float64Array.from(TORN),
      votes: Float64Array.of(0, 1, 0),
    });
    expect(rows).toEqual([]);
  });

  it('counts rows by the classes they lie between', () => {
    const { pairs } = findAmbiguity({
      classes: 3,
      predProbs: Float64Array.from(
        [TORN, SURE, [0.5, 0.1, 0.4], [0.04, 0.47, 0.49]].flat(),
      ),
    });
    expect(
      pairs.map(({ classes, rows }) => ({ classes, rows: [...rows].sort() })),
    ).toEqual([
      { classes: [1, 2], rows: [0, 3] },
      { classes: [0, 2], rows: [2] },
    ]);
  });

  it('takes doubt spread over all other classes for no ambiguity', () => {
    const spread = [0.5, ...new Array<number>(9).fill(0.5 / 9)];
    expect(
      findAmbiguity({ classes: 10, predProbs: Float64Array.from(spread) }).rows,
    ).toEqual([]);
  });

  it('refuses votes of another number of rows', () => {
    expect(() =>
      findAmbiguity({
        classes: 2,
        predProbs: Float64Array.of(0.5, 0.5),
        votes: Float64Array.of(1, 1, 1, 1),
      }),
    ).toThrow('There are 2 rows of votes and 1 of probabilities.');
  });
});
