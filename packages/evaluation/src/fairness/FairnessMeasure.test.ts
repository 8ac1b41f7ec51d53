import { FairnessMeasure } from './FairnessMeasure';
import { groupColumns } from './groupColumns';

const CLASSES = ['no', 'yes'];

/** Forty rows each of two sites: of the first 10 are taken for yes, of the second 20. */
function measured(
  more: readonly (string | null)[] = [],
  personal: boolean | undefined = undefined,
) {
  const evaluation = { fairness: { groups: ['site'], favourable: 'yes' } };
  const measure = new FairnessMeasure({
    ...evaluation,
    classes: CLASSES,
    groups: groupColumns(evaluation, {
      columns: [{ name: 'site', type: 'string', personal }],
    }),
  });
  const sites = [
    ...Array<string>(40).fill('north'),
    ...Array<string>(40).fill('south'),
    ...more,
  ];
  const predicted = sites.map((site, i) =>
    i % 40 < (site === 'north' ? 10 : 20) ? 1 : 0,
  );
  measure.add(
    sites.map(site => ({ site })),
    sites.map((_, i) => i % 2),
    predicted,
    sites.map((_, i) => i),
  );
  return measure.finish();
}

describe('FairnessMeasure', () => {
  it('has the distance and the ratio of selection rates by hand, with intervals', () => {
    const { figures, report } = measured();
    expect(figures.demographicParityDifference.value).toBeCloseTo(0.25, 12);
    expect(figures.demographicParityRatio.value).toBeCloseTo(0.5, 12);
    expect(figures.demographicParityDifference.high).toBeGreaterThan(0.25);
    expect(report.columns[0].groups).toMatchObject([
      { group: 'north', rows: 40, selectionRate: { value: 0.25 } },
      { group: 'south', rows: 40, selectionRate: { value: 0.5 } },
    ]);
  });

  it('compares no group of fewer than ten rows, and no rows of no group', () => {
    const { figures, report } = measured(['west', 'west', null]);
    expect(figures.demographicParityDifference.value).toBeCloseTo(0.25, 12);
    expect(report.columns[0].leftOut).toEqual({ groups: 1, rows: 3 });
  });

  it('does not name the values of a personal column', () => {
    const { report } = measured([], true);
    expect(report.columns[0].groups.map(({ group }) => group)).toEqual([
      'group 1',
      'group 2',
    ]);
  });
});
