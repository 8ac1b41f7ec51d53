import fc from 'fast-check';
import { classImbalance } from './classImbalance';
import { NullAccumulator } from './NullAccumulator';
import { spuriousCorrelation } from './spuriousCorrelation';
import { underperformingGroups } from './underperformingGroups';

describe('classImbalance', () => {
  it('tells every class below a tenth of an even share, rarest first', () => {
    const labels = new Int32Array(300).fill(1, 0, 4).fill(2, 4, 6);
    expect(classImbalance(labels, 3)).toMatchObject({
      rarest: 2,
      share: 2 / 300,
      rare: [2, 1],
    });
  });

  it('tells none where classes are even', () => {
    expect(classImbalance(Int32Array.of(0, 1, 0, 1), 2).rare).toEqual([]);
  });
});

describe('NullAccumulator', () => {
  it('tells empty rows, the share of each column, and what is null together', () => {
    const nulls = new NullAccumulator(3);
    nulls.addChunk(Uint8Array.of(0, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0));
    expect(nulls.finish()).toEqual({
      rows: 4,
      columnShares: [0.25, 0.75, 0.75],
      emptyRows: [1],
      incompleteRows: 3,
      commonPattern: { columns: [1, 2], rows: 2 },
    });
  });

  it('is the same in one piece and in chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1), { minLength: 20, maxLength: 20 }),
        fc.integer({ min: 0, max: 10 }),
        (cells, cut) => {
          const whole = new NullAccumulator(2);
          whole.addChunk(Uint8Array.from(cells));
          const [first, second] = [
            new NullAccumulator(2),
            new NullAccumulator(2),
          ];
          first.addChunk(Uint8Array.from(cells.slice(0, cut * 2)));
          second.addChunk(Uint8Array.from(cells.slice(cut * 2)));
          first.merge(second);
          expect(first.finish()).toEqual(whole.finish());
        },
      ),
    );
  });
});

describe('spuriousCorrelation', () => {
  const labels = Int32Array.from({ length: 60 }, (_, i) =>
    i % 3 === 0 ? 1 : 0,
  );

  it('scores 0 where the property tells the label', () => {
    expect(
      spuriousCorrelation(Float64Array.from(labels), labels, 2),
    ).toMatchObject({ accuracy: 1, score: 0, isSpurious: true });
  });

  it('compares with the share of the most frequent class', () => {
    expect(
      spuriousCorrelation(new Float64Array(60).fill(7), labels, 2),
    ).toMatchObject({ baseline: 2 / 3, accuracy: 2 / 3, score: 1 });
  });

  it('names the row of a value that is missing', () => {
    const property = new Float64Array(60);
    property[4] = NaN;
    expect(() => spuriousCorrelation(property, labels, 2)).toThrow(
      'Row 4: NaN',
    );
  });
});

describe('underperformingGroups', () => {
  it('names the group with the worst ratio, though a later mean is below an earlier ratio', () => {
    // Mean confidences 0.9, 0.02 and 0.04: ratios against 0.32. The peer, which
    // compares 0.04 with the ratio 0.0625 of the second, would name the third.
    const means = [0.9, 0.02, 0.04];
    const clusterOf = Int32Array.from({ length: 15 }, (_, i) =>
      Math.floor(i / 5),
    );
    const { underperforming } = underperformingGroups({
      labels: new Int32Array(15),
      predProbs: Float64Array.from(
        Array.from(clusterOf).flatMap(cluster => [
          means[cluster],
          1 - means[cluster],
        ]),
      ),
      classes: 2,
      clusterOf,
      threshold: 0.2,
    });
    expect(underperforming.map(({ cluster }) => cluster)).toEqual([1, 2]);
  });

  it('leaves rows of no cluster, and clusters of fewer than five rows, out', () => {
    const { groups } = underperformingGroups({
      labels: new Int32Array(10),
      predProbs: Float64Array.from(
        Array.from({ length: 10 }, (_, i) => (i < 5 ? [1, 0] : [0, 1])).flat(),
      ),
      classes: 2,
      clusterOf: Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1, 1, -1),
    });
    expect(groups).toEqual([]);
  });
});
