import { incompleteBeta } from './incompleteBeta';

/** P(T > t) of Student's t distribution (Press et al. 2007, 6.14.3). */
export function studentTail(t: number, freedom: number): number {
  const half =
    incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t >= 0 ? half : 1 - half;
}

/** Halvings after which two neighbouring numbers are left. */
const HALVINGS = 100;

/** The t whose upper tail is `tail`, below a half. */
export function studentQuantile(tail: number, freedom: number): number {
  let high = 1;
  while (studentTail(high, freedom) > tail) high *= 2;
  let low = 0;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (studentTail(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  return high;
}
