import type { Numbers } from '../session/InputBatch';

/** Scales numbers in place so that their squares (l2) or they themselves (l1) sum to 1; zeros stay zeros. */
export function scaleToLength(
  values: Numbers,
  norm: 'l2' | 'l1' | 'none',
): void {
  if (norm === 'none') return;
  let sum = 0;
  for (let i = 0; i < values.length; i++)
    sum += norm === 'l2' ? values[i] * values[i] : Math.abs(values[i]);
  if (sum === 0) return;
  const length = norm === 'l2' ? Math.sqrt(sum) : sum;
  for (let i = 0; i < values.length; i++) values[i] /= length;
}
