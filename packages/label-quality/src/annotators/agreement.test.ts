import { collectAnnotations } from './Annotations';
import { cohenKappa } from './cohenKappa';
import { itemAgreement } from './itemAgreement';
import { krippendorffAlpha } from './krippendorffAlpha';
import { pairwiseKappa } from './pairwiseKappa';

/** Columns are annotators; 0 is no label, classes begin at 1. */
function ratings(classes: number, columns: readonly (readonly number[])[]) {
  const cells = columns.flatMap((column, annotator) =>
    column.flatMap((value, row) =>
      value === 0 ? [] : [{ row, annotator, label: value - 1 }],
    ),
  );
  return collectAnnotations({
    rows: columns[0].length,
    annotators: columns.length,
    classes,
    row: Int32Array.from(cells, cell => cell.row),
    annotator: Int32Array.from(cells, cell => cell.annotator),
    label: Int32Array.from(cells, cell => cell.label),
  });
}

/** Krippendorff (2011), "Computing Krippendorff's alpha-reliability", example C. */
const KRIPPENDORFF = ratings(5, [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
  [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
]);

/** Repeats each pair of labels so often. */
function pairs(...cells: readonly (readonly [number, number, number])[]) {
  const all = cells.flatMap(([a, b, count]) =>
    Array.from({ length: count }, () => [a, b]),
  );
  return [0, 1].map(side => Int32Array.from(all, pair => pair[side]));
}

describe('krippendorffAlpha', () => {
  it.each([
    ['nominal', 0.743],
    ['ordinal', 0.815],
    ['interval', 0.849],
  ] as const)('gives the published %s figure', (metric, expected) => {
    expect(krippendorffAlpha(KRIPPENDORFF)[metric].value).toBeCloseTo(
      expected,
      3,
    );
  });

  it('has an interval around the figure, the same each time', () => {
    const { nominal } = krippendorffAlpha(KRIPPENDORFF);
    expect(nominal.low).toBeLessThan(nominal.value);
    expect(nominal.high).toBeGreaterThan(nominal.value);
    expect(krippendorffAlpha(KRIPPENDORFF).nominal).toEqual(nominal);
  });
});

describe('itemAgreement', () => {
  it("gives Fleiss' kappa of the example of ten rows and fourteen raters", () => {
    const counts = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    const rows = counts.map(row =>
      row.flatMap((count, j) => Array.from({ length: count }, () => j + 1)),
    );
    const columns = rows[0].map((_, a) => rows.map(row => row[a]));
    const { fleissKappa } = itemAgreement(ratings(5, columns));
    expect(fleissKappa.value).toBeCloseTo(0.2099, 4);
  });

  it('keeps AC1 where kappa collapses: 118 of 125 rows agree, nearly all of one class', () => {
    // Gwet (2008), table 2: both say "+" 118 times, 5 and 2 times they differ.
    const [a, b] = pairs([1, 1, 118], [1, 2, 5], [2, 1, 2]);
    const { fleissKappa, gwetAc1 } = itemAgreement(
      ratings(2, [Array.from(a), Array.from(b)]),
    );
    expect(fleissKappa.value).toBeLessThan(0);
    expect(gwetAc1.value).toBeCloseTo(0.9408, 3);
  });
});

describe('cohenKappa', () => {
  it('gives the textbook figure and an interval', () => {
    const [first, second] = pairs(
      [0, 0, 20],
      [0, 1, 5],
      [1, 0, 10],
      [1, 1, 15],
    );
    const { kappa, low, high } = cohenKappa(first, second);
    expect(kappa).toBeCloseTo(0.4, 12);
    // Fleiss, Cohen and Everitt (1969): standard error 0.1265.
    expect(high - low).toBeCloseTo(2 * 1.96 * 0.1265, 2);
  });

  it('forgives near misses the more, the more the weights do', () => {
    const [first, second] = pairs([0, 0, 8], [1, 1, 8], [2, 2, 8], [0, 1, 4]);
    const [nominal, linear, quadratic] = (
      ['nominal', 'linear', 'quadratic'] as const
    ).map(weights => cohenKappa(first, second, weights).kappa);
    expect(linear).toBeGreaterThan(nominal);
    expect(quadratic).toBeGreaterThan(linear);
  });
});

describe('pairwiseKappa', () => {
  it('takes each pair that shares rows, over the rows they share', () => {
    const found = Array.from(
      pairwiseKappa(
        ratings(2, [
          [1, 2, 1, 0],
          [1, 2, 0, 0],
          [0, 0, 0, 1],
        ]),
      ),
      ({ a, b, n }) => ({ a, b, n }),
    );
    expect(found).toEqual([{ a: 0, b: 1, n: 2 }]);
  });
});
