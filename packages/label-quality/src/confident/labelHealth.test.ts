import { findLabelIssues } from './findLabelIssues';
import { labelHealth } from './labelHealth';

describe('labelHealth', () => {
  const health = labelHealth(
    findLabelIssues({
      labels: Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1),
      predProbs: Float64Array.of(
        ...[0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.1, 0.9],
        ...[0.1, 0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.9],
      ),
      classes: 2,
    }),
  );

  it('is the share of labels that nothing speaks against', () => {
    expect(health.overall).toBe(7 / 8);
  });

  it('puts the worst class first and counts what is amiss', () => {
    expect(health.byClass[0]).toEqual({
      class: 0,
      labelIssues: 1,
      inverseLabelIssues: 0,
      labelNoise: 0.25,
      inverseLabelNoise: 0,
      quality: 0.75,
    });
  });

  it('says which classes overlap', () => {
    expect(health.overlaps).toEqual([{ a: 0, b: 1, count: 1, share: 1 / 8 }]);
  });
});
