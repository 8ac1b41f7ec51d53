import fc from 'fast-check';
import { findMultilabelIssues } from './findMultilabelIssues';
import { scoreMultilabel } from './scoreMultilabel';

const TWO_ROWS = {
  labels: Uint8Array.of(0, 1, 0, 1, 0, 1),
  predProbs: Float64Array.of(0.1, 0.9, 0.1, 0.4, 0.1, 0.9),
  classes: 3,
};

/** Eight sure rows of two classes; the class 1 of the last row was forgotten. */
const FORGOTTEN = {
  labels: Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0),
  predProbs: Float64Array.of(
    ...[0.9, 0.8, 0.9, 0.9, 0.8, 0.8, 0.9, 0.9],
    ...[0.1, 0.2, 0.1, 0.1, 0.2, 0.1, 0.9, 0.95],
  ),
  classes: 2,
};

describe('scoreMultilabel', () => {
  it('averages scores in descending order, leaning to the lowest', () => {
    // Row 0: 0.9, 0.9, 0.9. Row 1: 0.9, 0.9, 0.4; 0.8 * 0.4 + 0.2 * 0.9 = 0.5.
    const { scores } = scoreMultilabel(TWO_ROWS);
    expect(scores[0]).toBeCloseTo(0.9, 12);
    expect(scores[1]).toBeCloseTo(0.5, 12);
  });

  it('keeps the score of each class', () => {
    expect(scoreMultilabel(TWO_ROWS).classScores[3]).toBeCloseTo(0.4, 12);
  });

  it('never leaves the range of the scores it draws together', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true })),
          { minLength: 1, maxLength: 9 },
        ),
        fc.constantFrom('exponential_moving_average', 'softmin'),
        (cells, aggregation) => {
          const { scores, classScores } = scoreMultilabel({
            labels: Uint8Array.from(cells, ([given]) => Number(given)),
            predProbs: Float64Array.from(cells, ([, p]) => p),
            classes: cells.length,
            aggregation: aggregation as 'softmin',
          });
          expect(scores[0]).toBeGreaterThanOrEqual(
            Math.min(...classScores) - 1e-12,
          );
          expect(scores[0]).toBeLessThanOrEqual(
            Math.max(...classScores) + 1e-12,
          );
        },
      ),
    );
  });

  it('names row and column of a label that is neither 0 nor 1', () => {
    expect(() =>
      scoreMultilabel({ ...TWO_ROWS, labels: Uint8Array.of(0, 1, 0, 1, 7, 1) }),
    ).toThrow(/Row 1, column 1: the label is 7/);
  });
});

describe('findMultilabelIssues', () => {
  it('finds the class that was forgotten, and says that it is likely present', () => {
    const found = findMultilabelIssues(FORGOTTEN);
    expect(found.issues).toEqual([7]);
    expect(found.byClass[1]).toMatchObject({
      rows: [7],
      likelyPresent: 1,
      likelyAbsent: 0,
    });
    expect(found.health).toBeCloseTo(7 / 8, 12);
  });

  it('ranks the rows of a low filter worst first', () => {
    const { issues, scores } = findMultilabelIssues({
      ...FORGOTTEN,
      method: 'low_self_confidence',
    });
    expect(issues).toEqual([7]);
    expect(scores[7]).toBe(Math.min(...scores));
  });

  it('bears a class nobody was labelled with', () => {
    const found = findMultilabelIssues({
      labels: Uint8Array.of(1, 0, 0, 0, 1, 0),
      predProbs: Float64Array.of(0.9, 0.2, 0.1, 0.1, 0.8, 0.3),
      classes: 2,
    });
    expect(found.byClass[1].given).toBe(0);
  });
});
