import fc from 'fast-check';
import { minimumDetectableShare } from '../metrics/intervals/minimumDetectable';
import { shareFigure } from '../metrics/intervals/shareFigure';
import type { MeasuredSlice } from './GateResult';
import { rowsToShow, sliceGate } from './sliceGate';

const slice = (
  value: string,
  hits: number,
  trials: number,
  more: Partial<MeasuredSlice> = {},
): MeasuredSlice => ({
  of: 'column',
  feature: 'site',
  value,
  accuracy: shareFigure({ hits, trials })!,
  ...more,
});
const GATE = { metric: 'accuracy', min: 0.85, on: 'worst-slice' as const };
const whole = shareFigure({ hits: 9_000, trials: 10_000 })!;

describe('sliceGate', () => {
  it('is refused on a slice of a hundred rows that could not show the five points to the bound', () => {
    const result = sliceGate(
      GATE,
      whole,
      [slice('north', 91, 100), slice('south', 4_500, 5_000)],
      undefined,
    );
    expect(result).toMatchObject({ outcome: 'refused', value: 0.9 });
    expect(result.reason).toContain(
      'cannot be told on 100 rows: the smallest that would be seen with 80 % power is 0.1468',
    );
    expect(result.reason).toMatch(/Evaluate \d+ rows of each slice/);
  });

  it('fails where the whole interval of a small slice is beyond the bound', () => {
    expect(
      sliceGate(
        GATE,
        whole,
        [slice('north', 40, 100), slice('south', 4_500, 5_000)],
        undefined,
      ),
    ).toMatchObject({
      outcome: 'failed',
      value: 0.4,
      reason: expect.stringContaining('site = north (100 rows)'),
    });
  });

  it('is decided by the worst of slices that have the rows', () => {
    const result = (hits: number) =>
      sliceGate(
        GATE,
        whole,
        [slice('north', hits, 2_000), slice('south', 4_500, 5_000)],
        undefined,
      );
    expect(result(1_720)).toMatchObject({ outcome: 'passed', value: 0.86 });
    expect(result(1_690)).toMatchObject({ outcome: 'failed', value: 0.845 });
  });

  it('looks at no slice of fewer rows than it is told, and says how many those are', () => {
    expect(
      sliceGate(
        { ...GATE, minRows: 1_000 },
        whole,
        [slice('north', 50, 100), slice('south', 4_500, 5_000)],
        undefined,
      ),
    ).toMatchObject({
      outcome: 'passed',
      reason: expect.stringContaining('1 of fewer than 1000 rows left out'),
    });
  });

  it('is refused where nothing is declared to slice by', () => {
    expect(sliceGate(GATE, whole, [], undefined)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('marked slice: true'),
    });
  });

  it('holds a bound on the rows that meet its conditions, and on no others', () => {
    const where = { slant: { from: 12 }, site: 'north' };
    const part = slice('', 4_100, 5_000, {
      of: 'conditions',
      feature: 'slant >= 12 and site is north',
    });
    const gate = { metric: 'accuracy', min: 0.85, where };
    expect(
      sliceGate(gate, whole, [slice('south', 10, 5_000), part], undefined),
    ).toMatchObject({
      outcome: 'failed',
      value: 0.82,
      reason: expect.stringContaining(
        'on slant >= 12 and site is north (5000 rows)',
      ),
    });
    expect(
      sliceGate(gate, whole, [slice('south', 10, 5_000)], undefined),
    ).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('No row has slant >= 12'),
    });
  });

  it('holds the fall of each class against another version', () => {
    const fallen = slice('tall', 80, 100, {
      of: 'class',
      difference: { value: -0.2, low: -0.3, high: -0.1, mde: 0.12 },
    });
    expect(
      sliceGate(
        { metric: 'accuracy', maxDrop: 0.05, on: 'worst-class' },
        whole,
        [fallen],
        { name: 'reader 1.0.0' },
      ),
    ).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(/On site = tall .*at least by 0\.1000/),
    });
  });
});

describe('rowsToShow', () => {
  it('is the fewest rows whose minimum detectable effect is within the gap', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        fc.double({ min: 0.01, max: 0.2, noNaN: true }),
        (share, gap) => {
          const rows = rowsToShow(share, gap)!;
          expect(minimumDetectableShare(share, rows)).toBeLessThanOrEqual(gap);
          expect(
            minimumDetectableShare(share, Math.max(rows - 1, 1)) > gap ||
              rows === 1,
          ).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
  });
});
