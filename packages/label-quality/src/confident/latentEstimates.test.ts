import fc from 'fast-check';
import { latentEstimates, PRIOR_METHODS } from './latentEstimates';

/** Of 10 rows labelled 0 two are of class 1; of 10 labelled 1 all are right. */
const joint = Float64Array.of(8, 2, 0, 10);
const labelCounts = Float64Array.of(10, 10);

describe('latentEstimates', () => {
  it.each(PRIOR_METHODS)('%s: 8 of 20 rows are of class 0', priorMethod => {
    const { prior } = latentEstimates(joint, labelCounts, { priorMethod });
    expect(prior[0]).toBeCloseTo(0.4, 12);
    expect(prior[1]).toBeCloseTo(0.6, 12);
  });

  it('counts p(given | true) and p(true | given)', () => {
    const { noise, inverseNoise } = latentEstimates(joint, labelCounts);
    expect(Array.from(noise)).toEqual([1, 2 / 12, 0, 10 / 12]);
    expect(Array.from(inverseNoise)).toEqual([0.8, 0, 0.2, 1]);
  });

  it('makes columns sum to one, converged or not', () => {
    const count = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(
        fc.array(count, { minLength: 9, maxLength: 9 }),
        fc.constantFrom('as_counted' as const, 'converged' as const),
        (cells, consistent) => {
          const counts = [0, 3, 6].map(at =>
            cells.slice(at, at + 3).reduce((sum, cell) => sum + cell, 0),
          );
          const { prior, noise, inverseNoise } = latentEstimates(
            Float64Array.from(cells),
            Float64Array.from(counts),
            { consistent },
          );
          expect(prior.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
          for (const matrix of [noise, inverseNoise])
            for (let c = 0; c < 3; c++)
              expect(matrix[c] + matrix[3 + c] + matrix[6 + c]).toBeCloseTo(
                1,
                9,
              );
        },
      ),
    );
  });

  it('refuses to invert a noise matrix that has no inverse', () => {
    expect(() =>
      latentEstimates(Float64Array.of(1, 1, 1, 1), Float64Array.of(2, 2), {
        priorMethod: 'eqn',
      }),
    ).toThrow(/no inverse/);
  });
});
