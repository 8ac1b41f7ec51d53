import fc from 'fast-check';
import { attributeDifference } from './attributeDifference';
import { seededRandom } from '@greenroom/label-quality';
import { foldRows } from './foldRows';
import { accuracyCell, type CellRows, macroF1Cell, meanCell } from './GridCell';
import { shapleyShares } from './shapleyShares';
import { smallestGroup } from './smallestGroup';

const finite = fc.double({ min: -100, max: 100, noNaN: true });
const grid = fc
  .integer({ min: 1, max: 5 })
  .chain(factors =>
    fc.array(finite, { minLength: 2 ** factors, maxLength: 2 ** factors }),
  );

describe('shapleyShares', () => {
  it('gives the published shares of the glove game', () => {
    // Two left gloves (0, 1) and a right one (2); a pair is worth 1. Shapley: 1/6, 1/6, 4/6.
    const worth = Float64Array.from({ length: 8 }, (_, set) =>
      (set & 4) !== 0 && (set & 3) !== 0 ? 1 : 0,
    );
    const shares = shapleyShares(worth);
    expect(shares[0]).toBeCloseTo(1 / 6, 12);
    expect(shares[1]).toBeCloseTo(1 / 6, 12);
    expect(shares[2]).toBeCloseTo(4 / 6, 12);
  });

  it('adds up to the difference, whatever the grid', () => {
    fc.assert(
      fc.property(grid, values => {
        const sum = shapleyShares(Float64Array.from(values)).reduce(
          (a, b) => a + b,
          0,
        );
        expect(sum).toBeCloseTo(values[values.length - 1] - values[0], 9);
      }),
    );
  });

  it('gives nothing to a factor that changes nothing', () => {
    fc.assert(
      fc.property(grid, values => {
        // The same grid once more for a factor that does nothing.
        const shares = shapleyShares(Float64Array.from([...values, ...values]));
        expect(shares[shares.length - 1]).toBeCloseTo(0, 9);
      }),
    );
  });

  it('refuses what is no grid', () => {
    expect(() => shapleyShares(new Float64Array(3))).toThrow(/3 values/);
  });
});

/** Rows of two classes: `right` of them are predicted. */
function cell(rows: number, right: number) {
  return accuracyCell({
    given: new Int32Array(rows),
    predicted: Int32Array.from({ length: rows }, (_, i) => (i < right ? 0 : 1)),
  });
}

const ones = (rows: number) => new Float64Array(rows).fill(1);

describe('attributeDifference', () => {
  it('tells a difference by its factors', () => {
    const { before, after, difference, shares } = attributeDifference({
      factors: ['labels', 'model'],
      cells: [cell(100, 80), cell(100, 90), cell(100, 82), cell(100, 92)],
      counts: ones(100),
    });
    expect(before.value).toBeCloseTo(0.8, 12);
    expect(after.value).toBeCloseTo(0.92, 12);
    expect(difference.value).toBeCloseTo(0.12, 12);
    expect(shares.map(({ factor }) => factor)).toEqual(['labels', 'model']);
    expect(shares[0].value).toBeCloseTo(0.1, 12);
    expect(shares[1].value).toBeCloseTo(0.02, 12);
  });

  it('has intervals that hold their figure, and none where no row differs', () => {
    const { difference, shares } = attributeDifference({
      factors: ['labels', 'model'],
      cells: [cell(200, 150), cell(200, 170), cell(200, 150), cell(200, 170)],
      counts: ones(200),
    });
    expect(difference.low).toBeGreaterThan(0);
    expect(difference.low).toBeLessThan(difference.value);
    expect(difference.high).toBeGreaterThan(difference.value);
    expect(shares[1]).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  it('covers the true share in 95 of 100 samples, give or take a few', () => {
    // Labels mend a row with 10 %, so the true share is 0.1.
    const random = seededRandom(3);
    let covered = 0;
    const rounds = 200;
    for (let round = 0; round < rounds; round++) {
      const rows = 200;
      const mended = Array.from({ length: rows }, () => random() < 0.1);
      const isRight = Array.from({ length: rows }, () => random() < 0.7);
      const at = (mend: boolean) =>
        accuracyCell({
          given: new Int32Array(rows),
          predicted: Int32Array.from({ length: rows }, (_, i) =>
            (mended[i] ? mend : isRight[i]) ? 0 : 1,
          ),
        });
      const [share] = attributeDifference({
        factors: ['labels'],
        cells: [at(false), at(true)],
        counts: ones(rows),
        draws: 200,
        seed: round,
      }).shares;
      if (share.low <= 0.1 && share.high >= 0.1) covered++;
    }
    expect(covered / rounds).toBeGreaterThan(0.92);
  });

  it('says so where a version has no rows', () => {
    const nothing = accuracyCell({
      given: Int32Array.of(-1),
      predicted: Int32Array.of(-1),
    });
    expect(() =>
      attributeDifference({
        factors: ['rows'],
        cells: [cell(1, 1), nothing],
        counts: ones(1),
      }),
    ).toThrow(/no row that both/);
  });
});

const SEEN = { given: 0, predicted: 1 };

describe('foldRows', () => {
  it('leaves every metric as it is', () => {
    const outcome = fc.record({
      given: fc.integer({ min: -1, max: 2 }),
      predicted: fc.integer({ min: 0, max: 2 }),
    });
    const rows = fc.array(fc.tuple(outcome, outcome), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(rows, drawn => {
        // A cell without any row has no metric.
        const pairs = [...drawn, [SEEN, SEEN] as const];
        const cells = [0, 1].map(side => ({
          given: Int32Array.from(pairs, pair => pair[side].given),
          predicted: Int32Array.from(pairs, pair => pair[side].predicted),
        }));
        const folded = foldRows(cells);
        const values = (
          seen: readonly CellRows[],
          weights: ArrayLike<number>,
        ) =>
          seen.flatMap(each => [
            accuracyCell(each)(weights),
            macroF1Cell(each, 3)(weights),
          ]);
        values(folded.cells, folded.counts).forEach((value, i) =>
          expect(value).toBeCloseTo(values(cells, ones(pairs.length))[i], 9),
        );
      }),
    );
  });

  it('has as few kinds as the cells tell apart', () => {
    const seen = {
      given: Int32Array.of(0, 0, 1, 0, -1, -1),
      predicted: Int32Array.of(0, 0, 1, 1, 0, 1),
    };
    expect([...foldRows([seen]).counts]).toEqual([2, 1, 1, 2]);
  });
});

describe('cells', () => {
  const rows = {
    given: Int32Array.of(0, 0, 1, -1),
    predicted: Int32Array.of(0, 1, 1, -1),
  };

  it('counts each row as often as it was drawn, and none that is not there', () => {
    expect(accuracyCell(rows)([1, 1, 1, 1])).toBeCloseTo(2 / 3, 12);
    expect(accuracyCell(rows)([1, 3, 0, 5])).toBeCloseTo(1 / 4, 12);
  });

  it('has the macro F1 of the drawn rows', () => {
    // Class 0: precision 1, recall 1/2; class 1: precision 1/2, recall 1.
    expect(macroF1Cell(rows, 3)([1, 1, 1, 1])).toBeCloseTo(2 / 3, 12);
  });

  it('has the mean of what rows are given', () => {
    expect(meanCell(Float64Array.of(1, 2, NaN))([1, 3, 9])).toBe(7 / 4);
  });
});

describe('smallestGroup', () => {
  const additive =
    (effects: readonly number[]) => (members: readonly number[]) =>
      members.reduce((sum, each) => sum + effects[each], 0);

  it('names the one change behind a fall', () => {
    const effects = [0.01, -0.2, 0.005, -0.001];
    expect(smallestGroup(4, additive(effects), 0.9)).toEqual({
      members: [1],
      effect: -0.2,
      size: 'smallest',
    });
  });

  it('finds changes that only together do harm', () => {
    const both = (members: readonly number[]) =>
      members.includes(2) && members.includes(5) ? -1 : 0;
    expect(smallestGroup(8, both)?.members).toEqual([2, 5]);
  });

  it('has nothing to name where nothing changed', () => {
    expect(smallestGroup(3, () => 0)).toBeUndefined();
  });

  it('is as small as any set that reaches, of a few changes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9, max: 9 }), {
          minLength: 1,
          maxLength: 7,
        }),
        effects => {
          const effectOf = additive(effects);
          const found = smallestGroup(effects.length, effectOf, 0.9);
          const whole = effectOf(effects.map((_, i) => i));
          fc.pre(whole !== 0);
          const sizes = Array.from({ length: 2 ** effects.length }, (_, set) =>
            effects.map((__, i) => i).filter(i => set & (1 << i)),
          )
            .filter(members => effectOf(members) / whole >= 0.9)
            .map(members => members.length);
          expect(found!.members.length).toBe(Math.min(...sizes));
        },
      ),
    );
  });

  it('leaves out whatever can be left out of many changes', () => {
    const effects = Array.from({ length: 300 }, (_, i) =>
      i % 10 === 0 ? -1 : 0,
    );
    const found = smallestGroup(300, additive(effects), 1);
    expect(found?.members.length).toBe(30);
    expect(found?.effect).toBe(-30);
  });
});
