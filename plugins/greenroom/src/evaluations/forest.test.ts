import { forest } from './forest';

const row = (
  metric: string,
  value: number,
  holmP: number | undefined = undefined,
) => ({
  name: metric,
  metric,
  difference: { value, low: value - 0.01, high: value + 0.01, holmP },
});

describe('forest', () => {
  it('puts no difference in the middle, and better to the right whichever way a metric counts', () => {
    const [accuracy, ece] = forest([row('accuracy', 0.02), row('ece', -0.02)]);
    expect(accuracy.at).toBeGreaterThan(50);
    expect(ece).toMatchObject({
      at: accuracy.at,
      low: accuracy.low,
      high: accuracy.high,
    });
  });

  it('says better or worse only of what stands after adjustment', () => {
    expect(
      forest([
        row('accuracy', 0.02, 0.2),
        row('macroF1', 0.02, 0.01),
        row('recall', -0.02, 0.01),
      ]).map(({ tone }) => tone),
    ).toEqual(['open', 'better', 'worse']);
  });

  it('leaves out what has another unit or no interval', () => {
    expect(
      forest([
        row('logLoss', 0.2),
        { name: 'f1', metric: 'f1', difference: { value: 0.1 } },
      ]),
    ).toEqual([]);
  });
});
