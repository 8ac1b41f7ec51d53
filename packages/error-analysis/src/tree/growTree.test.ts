import fc from 'fast-check';
import type { ErrorTree, TreeFeature } from './ErrorTree';
import { growTree } from './growTree';

const N = 24;
const numbers = fc
  .array(fc.option(fc.integer({ min: 0, max: 6 }), { freq: 8 }), {
    minLength: N,
    maxLength: N,
  })
  .map(
    (values): TreeFeature => ({
      kind: 'number',
      values: Float64Array.from(values, value => value ?? NaN),
    }),
  );
const CARDINALITY = 4;
const categories = fc
  .array(fc.integer({ min: -1, max: CARDINALITY - 1 }), {
    minLength: N,
    maxLength: N,
  })
  .map(
    (codes): TreeFeature => ({
      kind: 'category',
      codes: Int32Array.from(codes),
      cardinality: CARDINALITY,
    }),
  );
const features = fc.array(fc.oneof(numbers, categories), {
  minLength: 1,
  maxLength: 3,
});
const errors = fc
  .oneof(
    fc.array(fc.constantFrom(0, 1), { minLength: N, maxLength: N }),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: N, maxLength: N }),
  )
  .map(some => Float64Array.from(some));

const rowsOf = (n: number) => Array.from({ length: n }, (_, row) => row);
const spread = (all: Float64Array, rows: readonly number[]) => {
  const mean = rows.reduce((sum, row) => sum + all[row], 0) / rows.length;
  return rows.reduce((sum, row) => sum + (all[row] - mean) ** 2, 0);
};
const MIN_LEAF = 3;

/** Of every way to part the rows by one feature, the least squared spread that is left. */
function leastSpread(all: readonly TreeFeature[], given: Float64Array): number {
  let least = Infinity;
  const offer = (isFirst: (row: number) => boolean) => {
    const first = rowsOf(N).filter(isFirst);
    const second = rowsOf(N).filter(row => !isFirst(row));
    if (first.length >= MIN_LEAF && second.length >= MIN_LEAF)
      least = Math.min(least, spread(given, first) + spread(given, second));
  };
  for (const feature of all) {
    if (feature.kind === 'number')
      for (let cut = 0; cut <= 6; cut++) {
        const isBelow = (row: number) => feature.values[row] <= cut;
        offer(isBelow);
        // Missing ones can go to either side, but are no split alone.
        if (feature.values.some(value => value <= cut))
          offer(row => isBelow(row) || Number.isNaN(feature.values[row]));
      }
    else
      for (let set = 1; set < 2 ** (CARDINALITY + 1); set++)
        // eslint-disable-next-line no-bitwise
        offer(row => ((set >> (feature.codes[row] + 1)) & 1) === 1);
  }
  return least;
}

const leaves = (tree: ErrorTree): ErrorTree[] =>
  tree.children.length === 0 ? [tree] : tree.children.flatMap(leaves);

describe('growTree', () => {
  it('splits as the best of all splits does', () => {
    fc.assert(
      fc.property(features, errors, (all, given) => {
        const tree = growTree({
          features: all,
          errors: given,
          maxDepth: 1,
          minLeaf: MIN_LEAF,
        });
        const left = tree.children.reduce(
          (sum, { rows }) => sum + spread(given, [...rows]),
          0,
        );
        const least = leastSpread(all, given);
        const whole = spread(given, rowsOf(N));
        expect(tree.children.length === 0 ? whole : left).toBeCloseTo(
          Math.min(least, whole),
          9,
        );
      }),
    );
  });

  it('has every row in one leaf, and no leaf of too few rows', () => {
    fc.assert(
      fc.property(features, errors, (all, given) => {
        const found = leaves(
          growTree({ features: all, errors: given, minLeaf: MIN_LEAF }),
        );
        const rows = found.flatMap(leaf => [...leaf.rows]);
        expect(rows.sort((a, b) => a - b)).toEqual(rowsOf(N));
        expect(
          found.length === 1 ||
            found.every(leaf => leaf.rows.length >= MIN_LEAF),
        ).toBe(true);
      }),
    );
  });

  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(
        numbers,
        errors,
        fc.shuffledSubarray(rowsOf(N), { minLength: N }),
        (feature, given, order) => {
          const { values } = feature as { values: Float64Array };
          const sizes = (all: Float64Array, own: Float64Array) =>
            leaves(
              growTree({
                features: [{ kind: 'number', values: all }],
                errors: own,
                minLeaf: MIN_LEAF,
              }),
            ).map(leaf => [leaf.rows.length, leaf.sumError]);
          expect(
            sizes(
              Float64Array.from(order, row => values[row]),
              Float64Array.from(order, row => given[row]),
            ),
          ).toEqual(sizes(values, given));
        },
      ),
    );
  });

  it('is a leaf where there is no error', () => {
    const tree = growTree({
      features: [{ kind: 'number', values: Float64Array.from(rowsOf(N)) }],
      errors: new Float64Array(N),
      minLeaf: 1,
    });
    expect(tree).toMatchObject({ children: [], coverage: 0 });
  });

  it.each([
    [{ minLeaf: 0 }, /minLeaf is 0/],
    [{ errors: new Float64Array([-1]) }, /Row 0 has error -1/],
    [{ errors: new Float64Array(2) }, /Feature 0 has 1 rows/],
  ])('refuses %j', (part, message) => {
    const values = new Float64Array(1);
    expect(() =>
      growTree({
        features: [{ kind: 'number', values }],
        errors: new Float64Array(1),
        ...part,
      }),
    ).toThrow(message);
  });
});
