import { normalBelow } from '@greenroom/label-quality';

export { normalBelow };
export { Z_95 } from '@greenroom/label-quality';

/** 80 % of a standard normal distribution is below it. */
export const Z_80 = 0.8416212335729143;
/** Beyond it the tail is nothing in double precision. */
const FURTHEST = 9;

/**
 * The value that a share of a standard normal distribution is below: the
 * inverse of `normalBelow` by halving, to 1e-15.
 *
 * @param share - from 0 to 1; the ends give -9 and 9
 */
export function normalQuantile(share: number): number {
  let low = -FURTHEST;
  let high = FURTHEST;
  while (high - low > 1e-15 * Math.max(1, Math.abs(low))) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (normalBelow(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
