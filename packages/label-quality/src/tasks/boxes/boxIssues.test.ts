import fc from 'fast-check';
import { averagePrecision } from './averagePrecision';
import { BoxImage, iou } from './Boxes';
import { findBoxIssues } from './findBoxIssues';
import { scoreBoxes } from './scoreBoxes';
import { TestBox, testBoxes } from './testBoxes';

function picture(
  labels: readonly TestBox[],
  detections: readonly TestBox[] = labels,
): BoxImage {
  return {
    labels: testBoxes(labels),
    detections: {
      ...testBoxes(detections),
      probabilities: new Float64Array(detections.length).fill(0.99),
    },
  };
}

const LEFT: TestBox = [0, 0, 40, 40, 0];
const RIGHT: TestBox = [200, 100, 260, 160, 1];
/** Pictures in which people and model agree, so that the model is believed. */
const GOOD = Array.from({ length: 6 }, () => picture([LEFT, RIGHT]));

describe('findBoxIssues', () => {
  it('finds nothing where people and model agree', () => {
    expect(findBoxIssues(GOOD, 2).issues).toEqual([]);
  });

  it('names the detection that people overlooked', () => {
    const { issues } = findBoxIssues(
      [...GOOD, picture([LEFT], [LEFT, RIGHT])],
      2,
    );
    expect(issues).toMatchObject([{ image: 6, box: 1, kind: 'overlooked' }]);
  });

  it('names the box that stands beside what the model found', () => {
    const beside: TestBox = [30, 30, 70, 70, 0];
    const { issues } = findBoxIssues(
      [...GOOD, picture([beside, RIGHT], [LEFT, RIGHT])],
      2,
    );
    expect(issues).toMatchObject([{ image: 6, box: 0, kind: 'badly-located' }]);
  });

  it('names the box that has the class of another thing', () => {
    const other: TestBox = [200, 100, 260, 160, 0];
    const { issues } = findBoxIssues(
      [...GOOD, picture([LEFT, other], [LEFT, RIGHT])],
      2,
    );
    expect(issues).toMatchObject([
      { image: 6, box: 1, kind: 'swapped', detection: 1 },
    ]);
  });

  it('names both boxes where the same place has two classes', () => {
    const twice: TestBox = [0, 0, 40, 40, 1];
    const { issues } = findBoxIssues(
      [...GOOD, picture([LEFT, twice], [LEFT])],
      2,
    );
    expect(issues.map(({ box }) => box)).toEqual([0, 1]);
  });

  it('names picture and box that is none', () => {
    expect(() => findBoxIssues([picture([[9, 0, 3, 5, 0]])], 1)).toThrow(
      /Picture 0, box 0: 9, 0, 3, 5 is no box/,
    );
  });
});

describe('scoreBoxes', () => {
  it('takes the geometric mean of the three kinds of error', () => {
    // Half of the box is missed: IoU 0.5, centres 10 pixels apart.
    const half: TestBox = [0, 0, 20, 40, 0];
    const { scores } = scoreBoxes([picture([LEFT], [half])], 1);
    expect(scores[0]).toBeCloseTo(
      (0.9 * 0.5 + 0.1 * Math.exp(-1)) ** (1 / 3),
      12,
    );
  });

  it('scores a picture without any box 1', () => {
    expect(scoreBoxes([picture([])], 1).scores[0]).toBe(1);
  });
});

describe('averagePrecision', () => {
  it('is the mean over IoU thresholds of the area under the curve', () => {
    // IoU 0.775 reaches six of the thresholds 0.5, 0.55, … 0.95.
    const near: TestBox = [0, 0, 31, 40, 0];
    expect(averagePrecision([picture([LEFT], [near])], 1)[0]).toBeCloseTo(
      0.6,
      12,
    );
  });

  it('counts a label that is hit twice once', () => {
    expect(
      averagePrecision([picture([LEFT, RIGHT], [LEFT, LEFT])], 2)[0],
    ).toBeCloseTo(1, 12);
  });
});

describe('iou', () => {
  const box = fc
    .tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50))
    .map(([x, y, w, h]) => Float64Array.of(x, y, x + w + 1, y + h + 1));

  it('is the same both ways, 1 with itself, and within 0 and 1', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        expect(iou(a, 0, b, 0)).toBe(iou(b, 0, a, 0));
        expect(iou(a, 0, a, 0)).toBe(1);
        expect(iou(a, 0, b, 0)).toBeGreaterThanOrEqual(0);
        expect(iou(a, 0, b, 0)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
