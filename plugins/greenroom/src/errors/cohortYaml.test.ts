import { cohortYaml } from './cohortYaml';

describe('a cohort for the manifest', () => {
  it('names each column once', () => {
    expect(
      cohortYaml([
        { type: 'is', feature: 'group', values: ['hard'] },
        { type: 'range', feature: 'slant', from: 12, below: 24 },
        { type: 'range', feature: 'ink', from: 3, below: 9, closed: true },
        { type: 'missing', feature: 'place' },
      ]),
    ).toBe(`cohorts:
  - name: "group hard ∧ 12 ≤ slant < 24 ∧ 3 ≤ ink ≤ 9 ∧ place missing"
    where: { "group": "hard", "slant": {"from":12,"below":24}, "ink": {"from":3}, "place": null }
`);
  });

  it('is not made of two conditions on one column', () => {
    expect(
      cohortYaml([
        { type: 'range', feature: 'slant', from: 12 },
        { type: 'range', feature: 'slant', below: 24 },
      ]),
    ).toBeUndefined();
  });
});
