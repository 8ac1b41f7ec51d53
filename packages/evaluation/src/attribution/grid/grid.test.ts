import fc from 'fast-check';
import { attributeRuns, gridViews } from './attributeRuns';
import type { GridView } from './cellViews';
import { bisectChanges, bisectVersions } from './bisectData';
import type { Side } from './AttributionGrid';
import type { Outcomes } from './readOutcomes';

const CLASSES = ['cat', 'dog'];

/** Kinds of row: how many, and what each run gives and predicts; -1 for a run without them. */
function outcomes(
  ...kinds: readonly (readonly [number, ...(readonly [number, number])[]])[]
): Outcomes {
  const [, ...runs] = kinds[0];
  const side = (of: 0 | 1) =>
    runs.map((_, run) =>
      Int32Array.from(kinds, kind => (kind[run + 1] as [number, number])[of]),
    );
  return {
    given: side(0),
    predicted: side(1),
    counts: Float64Array.from(kinds, ([count]) => count),
  };
}

const NOT_THERE = [-1, -1] as const;
const share = (
  metrics: ReturnType<typeof attributeRuns>,
  factor: string,
): number => metrics[0].shares.find(each => each.factor === factor)!.value;

/** Of each combination of what changed, in order: the first named changes slowest, the data fastest. */
function views(
  changed: readonly ('model' | 'preprocessing' | 'threshold')[],
  data: readonly Side[],
): GridView[] {
  return changed
    .reduceRight<Partial<GridView>[]>(
      (rest, name) =>
        (['old', 'new'] as const).flatMap(side =>
          rest.map(view => ({ ...view, [name]: side })),
        ),
      data.map(side => ({ data: side })),
    )
    .map(view => ({
      file: '',
      decidedBy: 'itself',
      model: 'new',
      preprocessing: 'new',
      threshold: 'new',
      data: 'new',
      ...view,
    }));
}

describe('gridViews', () => {
  const run = {
    model: 'new',
    preprocessing: 'new',
    data: 'new',
    predictions: 'p',
  } as const;

  it('looks at a run by its own decision, and by both thresholds where they changed', () => {
    expect(
      gridViews({ runs: [run], factors: ['model'], thresholds: {} }),
    ).toMatchObject([{ file: 'p', decidedBy: 'itself' }]);
    expect(
      gridViews({
        runs: [run],
        factors: ['threshold'],
        thresholds: { new: 0.3 },
      }),
    ).toMatchObject([
      { threshold: 'old', decidedBy: 'the more probable' },
      { threshold: 'new', decidedBy: { from: 0.3 } },
    ]);
  });
});

describe('attributeRuns', () => {
  it('tells labels, rows and model apart', () => {
    // Corners: old model on old and new data, new model on old and new data.
    const metrics = attributeRuns(
      outcomes(
        [80, [0, 0], [0, 0], [0, 0], [0, 0]],
        // Relabelled as the models say.
        [10, [1, 0], [0, 0], [1, 0], [0, 0]],
        // Only the new model gets these.
        [10, [1, 0], [1, 0], [1, 1], [1, 1]],
      ),
      views(['model'], ['old', 'new']),
      ['rows', 'labels', 'model'],
      2,
    );
    expect(metrics[0]).toMatchObject({
      metric: 'accuracy',
      before: { value: 0.8, n: 100 },
      after: { value: 1 },
    });
    expect(share(metrics, 'labels')).toBeCloseTo(0.1, 12);
    expect(share(metrics, 'model')).toBeCloseTo(0.1, 12);
    expect(share(metrics, 'rows')).toBeCloseTo(0, 12);
  });

  it('gives what came and went to the rows', () => {
    const metrics = attributeRuns(
      outcomes(
        [50, [0, 0], [0, 0]],
        [50, [1, 0], NOT_THERE],
        [50, NOT_THERE, [1, 1]],
      ),
      views([], ['old', 'new']),
      ['rows', 'labels'],
      2,
    );
    expect(metrics[0].shares.map(({ factor }) => factor)).toEqual([
      'rows',
      'labels',
    ]);
    expect(share(metrics, 'rows')).toBeCloseTo(0.5, 12);
    expect(share(metrics, 'labels')).toBeCloseTo(0, 12);
  });
});

describe('attributeRuns of a whole grid', () => {
  const factors = [
    'rows',
    'labels',
    'preprocessing',
    'model',
    'threshold',
  ] as const;
  const all = views(['preprocessing', 'model', 'threshold'], ['old', 'new']);
  /** Kinds of row that each view gives and predicts any class of two. */
  const grids = fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.array(
        fc.tuple(
          fc.integer({ min: 0, max: 1 }),
          fc.integer({ min: 0, max: 1 }),
        ),
        { minLength: all.length, maxLength: all.length },
      ),
    ),
    { minLength: 1, maxLength: 6 },
  );
  const read = (
    kinds: readonly (readonly [
      number,
      readonly (readonly [number, number])[],
    ])[],
  ) => outcomes(...kinds.map(([n, cells]) => [n, ...cells] as const));

  it('shares out the whole difference', () => {
    fc.assert(
      fc.property(grids, kinds => {
        const [{ difference, shares }] = attributeRuns(
          read(kinds),
          all,
          factors,
          2,
        );
        expect(shares.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(
          difference.value,
          9,
        );
      }),
      { numRuns: 10 },
    );
  });

  it('gives nothing to a factor that changes nothing, and the same to each in any order', () => {
    fc.assert(
      fc.property(grids, kinds => {
        // Whatever the threshold, rows are decided alike.
        const still = kinds.map(
          ([n, cells]) =>
            [
              n,
              cells.map((_, i) =>
                all[i].threshold === 'old' ? cells[i] : cells[i - 2],
              ),
            ] as const,
        );
        const [told] = attributeRuns(read(still), all, factors, 2);
        const [turned] = attributeRuns(
          read(still),
          all,
          [...factors].reverse(),
          2,
        );
        expect(share([told], 'threshold')).toBeCloseTo(0, 9);
        for (const factor of factors)
          expect(share([turned], factor)).toBeCloseTo(share([told], factor), 9);
      }),
      { numRuns: 10 },
    );
  });
});

describe('bisectVersions', () => {
  it('names the version behind a fall', () => {
    const found = bisectVersions(
      outcomes(
        [90, [0, 0], [0, 0], [0, 0], [0, 0]],
        // The second change breaks ten labels, the third mends one of another kind.
        [10, [0, 0], [0, 0], [1, 0], [1, 0]],
        [1, [1, 0], [1, 0], [1, 0], [0, 0]],
      ),
      ['a', 'b', 'c', 'd'].map(id => ({ id, name: `version ${id}` })),
    );
    expect(found).toMatchObject({
      size: 'smallest',
      of: 3,
      members: [{ versionId: 'c', name: 'version c', rows: 10 }],
    });
    expect(found!.effect).toBeCloseTo(-10 / 101, 12);
  });

  it('has nothing to choose from between two neighbours', () => {
    expect(
      bisectVersions(outcomes([1, [0, 0], [1, 0]]), [
        { id: 'a', name: 'a' },
        { id: 'b', name: 'b' },
      ]),
    ).toBeUndefined();
  });
});

describe('bisectChanges', () => {
  it('names what was done to the rows', () => {
    const found = bisectChanges(
      outcomes(
        [90, [0, 0], [0, 0]],
        [20, [0, 0], [1, 0]],
        [2, NOT_THERE, [1, 0]],
        [3, [1, 1], NOT_THERE],
      ),
      CLASSES,
    );
    expect(found).toMatchObject({
      of: 3,
      members: [{ name: 'relabelled cat to dog', rows: 20 }],
    });
  });

  it('says nothing where the data did nothing', () => {
    expect(bisectChanges(outcomes([9, [0, 0], [0, 0]]), CLASSES)).toBe(
      undefined,
    );
  });
});
