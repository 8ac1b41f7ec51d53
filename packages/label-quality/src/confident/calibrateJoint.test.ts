import fc from 'fast-check';
import { calibrateJoint } from './calibrateJoint';

describe('calibrateJoint', () => {
  it('scales to the labels that were given and rounds the largest fraction up', () => {
    // Row 0: 3, 1 of 4 scaled to 6 is 4.5, 1.5; of equal fractions the last goes up.
    const joint = calibrateJoint(
      Float64Array.of(3, 1, 0, 2),
      Float64Array.of(6, 2),
    );
    expect(Array.from(joint)).toEqual([4, 2, 0, 2]);
  });

  it('keeps the number of rows of each given class', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 99 }), {
          minLength: 16,
          maxLength: 16,
        }),
        fc.array(fc.integer({ min: 1, max: 500 }), {
          minLength: 4,
          maxLength: 4,
        }),
        (cells, counts) => {
          const joint = calibrateJoint(
            Float64Array.from(cells),
            Float64Array.from(counts),
          );
          const sums = [0, 1, 2, 3].map(s =>
            joint.subarray(4 * s, 4 * s + 4).reduce((a, b) => a + b, 0),
          );
          expect(sums).toEqual(counts);
        },
      ),
    );
  });
});
