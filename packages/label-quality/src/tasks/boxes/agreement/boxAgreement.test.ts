import fc from 'fast-check';
import { seededRandom } from '../../../seededRandom';
import { boxAgreement } from './boxAgreement';
import { TestBox, testBoxes } from '../testBoxes';

/** Pictures of two things far apart, whose sides are 40 give or take a pixel. */
function scenes(count: number): TestBox[][] {
  const random = seededRandom(11);
  return Array.from({ length: count }, () =>
    [0, 1].map((kind): TestBox => {
      const left = 200 * kind + 20 * random();
      const top = 100 * random();
      return [
        left,
        top,
        left + 39 + 2 * random(),
        top + 39 + 2 * random(),
        kind,
      ];
    }),
  );
}

const scaled =
  (factor: number) =>
  (box: TestBox): TestBox => {
    const [left, top, right, bottom, kind] = box;
    const x = ((right - left) * (factor - 1)) / 2;
    const y = ((bottom - top) * (factor - 1)) / 2;
    return [left - x, top - y, right + x, bottom + y, kind];
  };

function agreement(...drawn: readonly (readonly TestBox[][])[]) {
  return boxAgreement(
    drawn[0].map((_, i) => drawn.map(images => testBoxes(images[i]))),
    { annotators: drawn.length, classes: 3 },
  );
}

/** Three small things side by side, and one box around them. */
const EACH: TestBox[] = [0, 30, 60].map((x): TestBox => [x, 0, x + 25, 40, 0]);
const AROUND: TestBox[] = [[0, 0, 85, 40, 0]];

describe('boxAgreement', () => {
  it('is complete where all draw the same', () => {
    const found = agreement(scenes(5), scenes(5), scenes(5));
    expect(found.alpha.value).toBe(1);
    expect(Array.from(found.pictures)).toEqual([1, 1, 1, 1, 1]);
    expect(found.findings).toEqual([]);
  });

  it('counts a thing that one did not draw as a disagreement', () => {
    // Values: both 0, both 1, then 1 and nothing: coincidences 2, 2, and 1 each way.
    const [here, there] = scenes(1)[0];
    const far: TestBox = [900, 0, 940, 40, 1];
    const { alpha } = agreement([[here, there, far]], [[here, there]]);
    // n = 6, of 0, 1 and nothing 2, 3 and 1: 1 - 5 * 2 / (6² - 2² - 3² - 1²).
    expect(alpha.value).toBeCloseTo(1 - 10 / 22, 12);
  });

  it('has no alpha where nothing was drawn', () => {
    expect(agreement([[]], [[]]).alpha.value).toBeNaN();
  });

  it('names who draws one box around several where the other draws a box each', () => {
    const found = agreement([AROUND, AROUND], [EACH, EACH]);
    expect(found.findings).toEqual([
      { kind: 'one-box-around-several', annotator: 0, other: 1, times: 2 },
    ]);
    expect(found.groupings[0]).toEqual({
      image: 0,
      groupedBy: 0,
      box: 0,
      separatedBy: 1,
      boxes: [0, 1, 2],
    });
  });

  it('does not take a thing within another for a group', () => {
    const person: TestBox = [0, 0, 50, 100, 0];
    const hat: TestBox = [10, 0, 40, 20, 1];
    const shoe: TestBox = [10, 90, 40, 100, 2];
    const found = agreement([[person]], [[person, hat, shoe]]);
    expect(found.groupings).toEqual([]);
  });

  it('measures by how much one draws looser boxes', () => {
    const tight = scenes(20);
    const found = agreement(
      tight,
      tight.map(list => list.map(scaled(1.2))),
    );
    expect(found.findings).toHaveLength(1);
    expect(found.findings[0]).toMatchObject({
      kind: 'larger-boxes',
      annotator: 1,
      other: 0,
    });
    expect(found.pairs[0].scale?.mean).toBeCloseTo(1 / 1.2, 9);
  });

  it('names the direction in which one draws boxes off', () => {
    const drawn = scenes(20);
    const found = agreement(
      drawn.map(list =>
        list.map(([l, t, r, b, kind]): TestBox => [l + 5, t, r + 5, b, kind]),
      ),
      drawn,
    );
    expect(found.findings).toMatchObject([
      { kind: 'shifted-boxes', annotator: 0, direction: 'right' },
    ]);
  });

  it('names the class that one leaves out', () => {
    const found = agreement(
      scenes(20).map(([first]) => [first]),
      scenes(20),
    );
    expect(found.findings).toEqual([
      {
        kind: 'leaves-out',
        annotator: 0,
        other: 1,
        class: 1,
        times: 20,
        of: 20,
      },
    ]);
  });

  it('names the class that one calls otherwise', () => {
    const found = agreement(
      scenes(20).map(([first, [l, t, r, b]]) => [first, [l, t, r, b, 2]]),
      scenes(20),
    );
    expect(found.findings).toEqual([
      {
        kind: 'other-class',
        annotator: 0,
        other: 1,
        class: 2,
        classOfOther: 1,
        times: 20,
        of: 20,
      },
    ]);
  });

  it('takes the median edge and the most frequent class for the consensus', () => {
    const found = agreement(
      [[[0, 0, 40, 40, 0]]],
      [[[2, 0, 42, 40, 0]]],
      [[[9, 0, 44, 40, 1]]],
    );
    expect(found.consensus).toEqual([
      [
        {
          corners: [2, 0, 42, 40],
          class: 0,
          drawnBy: 3,
          seenBy: 3,
          classVotes: 2,
        },
      ],
    ]);
  });

  it('asks nobody about a picture they never saw', () => {
    const [drawn] = scenes(1);
    const found = boxAgreement([[testBoxes(drawn), testBoxes(drawn), null]], {
      annotators: 3,
      classes: 2,
    });
    expect(found.pictures[0]).toBe(1);
    expect(found.consensus[0][0].seenBy).toBe(2);
  });

  it('finds the same groupings whoever is named first', () => {
    const coordinate = fc.integer({ min: 0, max: 60 });
    const box = fc
      .tuple(coordinate, coordinate, coordinate, coordinate, fc.nat(2))
      .map(([x, y, w, h, kind]): TestBox => [x, y, x + w + 1, y + h + 1, kind]);
    fc.assert(
      fc.property(
        fc.array(box, { maxLength: 5 }),
        fc.array(box, { maxLength: 5 }),
        (one, other) => {
          const forward = agreement([one], [other]);
          const backward = agreement([other], [one]);
          const grouped = backward.groupings.map(
            ({ groupedBy, box: around, boxes: each }) =>
              `${1 - groupedBy} ${around} ${each}`,
          );
          expect(new Set(grouped)).toEqual(
            new Set(
              forward.groupings.map(
                ({ groupedBy, box: around, boxes: each }) =>
                  `${groupedBy} ${around} ${each}`,
              ),
            ),
          );
        },
      ),
    );
  });

  it('names picture, annotator and box that is none', () => {
    expect(() => agreement([[[5, 0, 1, 9, 0]]], [[]])).toThrow(
      /Picture 0 of annotator 0, box 0/,
    );
  });
});
