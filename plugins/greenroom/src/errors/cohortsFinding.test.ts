import { group } from './__testUtils__/fakeErrors';
import { cohortsFinding } from './CohortsView';

const cohort = (name: string, wrong: number) => ({
  name,
  where: [],
  ...group(1_000, wrong),
  accuracy: { value: 1 - wrong / 1_000, n: 1_000 },
  confusions: [],
});

describe('cohortsFinding', () => {
  it('names the worst cohort, unless none is worse than all rows', () => {
    const all = cohort('all rows', 90);
    expect(
      cohortsFinding([all, cohort('slanted', 180), cohort('thin', 120)]),
    ).toBe('Worst on slanted: 82.0 % right, against 91.0 % of all rows');
    expect(cohortsFinding([all, cohort('upright', 80)])).toBe(
      'No cohort is worse than all rows, of which 91.0 % are right',
    );
  });
});
