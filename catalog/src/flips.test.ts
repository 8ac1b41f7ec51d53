import { digits } from './digits';
import { digitLabels, plantedFlips } from './flips';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

it('flips about 6 % of train, 3 % of validation and nothing of test', () => {
  const flips = plantedFlips('digits', '1.0.0');
  const share = (split: string) => {
    const rows = digits().filter(row => row.split === split);
    return rows.filter(({ id }) => flips.has(id)).length / rows.length;
  };
  expect(share('train')).toBeGreaterThan(0.05);
  expect(share('train')).toBeLessThan(0.07);
  expect(share('validation')).toBeGreaterThan(0.02);
  expect(share('validation')).toBeLessThan(0.04);
  expect(share('test')).toBe(0);
  const labels = digitLabels('1.0.0');
  for (const [id, truth] of flips) expect(labels.get(id)).not.toBe(truth);
});

it('repairs about a third and adds none', () => {
  for (const name of ['digits', 'mails'] as const) {
    const before = plantedFlips(name, '1.0.0');
    const after = plantedFlips(name, '1.1.0');
    expect([...after].every(([id, truth]) => before.get(id) === truth)).toBe(
      true,
    );
    const repaired = 1 - after.size / before.size;
    expect(repaired).toBeGreaterThan(0.22);
    expect(repaired).toBeLessThan(0.45);
  }
});
