import { checkGates } from './checkGates';
import { minimumDetectableShare } from '../metrics/intervals/minimumDetectable';

const accuracyOf = (value: number, n: number) => ({
  accuracy: {
    value,
    low: value - 0.02,
    high: value + 0.02,
    n,
    mde: minimumDetectableShare(value, n),
  },
});
const against = (value: number, mde: number) => ({
  name: 'reader 1.0.0',
  differences: { accuracy: { value, mde } },
});

describe('checkGates', () => {
  it('says that a bound lies inside of the interval', () => {
    const [gate] = checkGates([{ metric: 'accuracy', min: 0.91 }], {
      figures: accuracyOf(0.9, 1_000),
    });
    expect(gate).toMatchObject({ passed: false, outcome: 'failed' });
    expect(gate.reason).toContain('has the bound inside');
  });

  it('refuses a gate of five points on a hundred rows', () => {
    const [gate] = checkGates([{ metric: 'accuracy', maxDrop: 0.05 }], {
      figures: accuracyOf(0.9, 100),
    });
    expect(gate).toMatchObject({ passed: false, outcome: 'refused' });
    expect(gate.reason).toContain('0.1468');
  });

  it('lets the same gate decide on ten thousand rows', () => {
    const figures = accuracyOf(0.9, 10_000);
    const gates = [{ metric: 'accuracy', maxDrop: 0.05 }];
    expect(
      checkGates(gates, { figures, baseline: against(-0.02, 0.01) })[0].outcome,
    ).toBe('passed');
    expect(
      checkGates(gates, { figures, baseline: against(-0.06, 0.01) })[0].outcome,
    ).toBe('failed');
  });

  it('fails on few rows, too, where the fall is beyond doubt', () => {
    const [gate] = checkGates([{ metric: 'accuracy', maxDrop: 0.05 }], {
      figures: accuracyOf(0.7, 100),
      baseline: {
        name: 'reader 1.0.0',
        differences: {
          accuracy: { value: -0.2, low: -0.3, high: -0.1, mde: 0.15 },
        },
      },
    });
    expect(gate).toMatchObject({ outcome: 'failed' });
    expect(gate.reason).toContain('at least by 0.1000');
  });

  it('takes a rise for the worse where less is better', () => {
    const [gate] = checkGates([{ metric: 'logLoss', maxDrop: 0.1 }], {
      figures: { logLoss: { value: 0.5, n: 1_000, mde: 0.05 } },
      baseline: {
        name: 'reader 1.0.0',
        differences: { logLoss: { value: 0.2, mde: 0.05 } },
      },
    });
    expect(gate.outcome).toBe('failed');
  });

  it('fails where the metric was not measured', () => {
    expect(
      checkGates([{ metric: 'rocAuc', min: 0.5 }], { figures: {} })[0],
    ).toMatchObject({
      outcome: 'failed',
      value: undefined,
    });
  });

  it('forbids a regression beyond chance, and says what the rows would show where it may be chance', () => {
    const gates = [{ metric: 'accuracy', regression: 'forbidden' as const }];
    const outcome = (low: number, high: number) =>
      checkGates(gates, {
        figures: accuracyOf(0.9, 1_000),
        baseline: {
          name: 'reader 1.0.0 (in use)',
          differences: { accuracy: { value: -0.01, low, high, mde: 0.02 } },
        },
      })[0];
    expect(outcome(-0.02, -0.001)).toMatchObject({ outcome: 'failed' });
    expect(outcome(-0.03, 0.01)).toMatchObject({
      outcome: 'passed',
      reason: expect.stringMatching(/in use.*may be chance.*0\.0200/),
    });
  });
});
