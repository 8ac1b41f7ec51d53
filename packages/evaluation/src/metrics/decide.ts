/**
 * Place of the class that a row is taken for: the most probable, of equal ones
 * the first; where a threshold is set, the second of two classes from that share
 * of both on.
 */
export function decide(p: ArrayLike<number>, threshold?: number): number {
  if (threshold !== undefined && p.length === 2)
    return p[1] / (p[0] + p[1]) >= threshold ? 1 : 0;
  let highest = 0;
  for (let j = 1; j < p.length; j++) if (p[j] > p[highest]) highest = j;
  return highest;
}
