import { allocateSample, type Allocation } from '@greenroom/label-quality';
import type { AuditStratum } from '../../rows/AuditRows';
import type { DrawnRow } from './AuditStore';

/**
 * The rows of a sample in the order in which they are asked, which mixes the
 * strata: a review that ends early is still one of all of them.
 */
export function drawSample(
  strata: readonly AuditStratum[],
  {
    size,
    allocation,
  }: { readonly size: number; readonly allocation: Allocation },
): DrawnRow[] {
  const sizes = allocateSample(
    strata.map(({ name, rows }) => ({ name, size: rows })),
    size,
    allocation,
  );
  return strata
    .flatMap(({ name, first }, i) =>
      [...first]
        .sort((a, b) => compare(a.order, b.order))
        .slice(0, sizes[i])
        .map(row => ({ ...row, stratum: name })),
    )
    .sort((a, b) => compare(a.order, b.order))
    .map(({ order: _, ...row }) => row);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
