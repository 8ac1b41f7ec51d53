import { waterfall } from './waterfall';

const ATTRIBUTED = {
  before: { value: 0.8 },
  after: { value: 0.9 },
  shares: [
    { factor: 'labels' as const, value: 0.15, low: 0.1, high: 0.2 },
    { factor: 'model' as const, value: -0.05 },
  ],
};

describe('waterfall', () => {
  it('goes from the figure before to the figure after', () => {
    const steps = waterfall(ATTRIBUTED);
    expect(steps.map(({ name }) => name)).toEqual([
      'before',
      'labels',
      'model',
      'after',
    ]);
    const [before, labels, model, after] = steps;
    expect(labels.from).toBeCloseTo(before.to, 9);
    expect(model.from).toBeCloseTo(labels.to, 9);
    expect(after.to).toBeCloseTo(model.to, 9);
  });

  it('keeps every bar and interval inside the picture', () => {
    for (const { from, to, low = 50, high = 50 } of waterfall(ATTRIBUTED))
      for (const place of [from, to, low, high]) {
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(100);
      }
  });

  it('shows a difference of nothing as a line', () => {
    const [, share] = waterfall({
      before: { value: 0.5 },
      after: { value: 0.5 },
      shares: [{ factor: 'model', value: 0 }],
    });
    expect(share.from).toBe(share.to);
  });
});
