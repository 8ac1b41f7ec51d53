import type { Report } from '../../Report';

/** How the reference states n numbers. */
export type VectorFigures = {
  readonly n: number;
  readonly sum: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly distinct: number;
  readonly sample: { readonly values: readonly number[] };
  readonly lowest20?: readonly number[];
};

/** Numbers may differ by this (README of the reference). */
export const TOLERANCE = 1e-9;

/** Compares numbers with every figure the reference states of them but the hash. */
export function sameVector(
  report: Report,
  what: string,
  found: readonly number[],
  reference: VectorFigures,
): void {
  const { n, sum, mean, min, max, distinct, sample, lowest20 } = reference;
  const total = found.reduce((added, value) => added + value, 0);
  report.same(
    `${what}: n and distinct`,
    [found.length, new Set(found).size],
    [n, distinct],
  );
  report.near(
    `${what}: mean, least, most`,
    [total / n, Math.min(...found), Math.max(...found)],
    [mean, min, max],
    TOLERANCE,
  );
  report.near(`${what}: sum`, [total], [sum], TOLERANCE * n);
  const places = sample.values.map((_, i) =>
    Math.floor((i * (n - 1)) / (sample.values.length - 1)),
  );
  report.near(
    `${what}: ${places.length} values`,
    places.map(place => found[place]),
    sample.values,
    TOLERANCE,
  );
  if (!lowest20) return;
  const order = found
    .map((_, i) => i)
    .sort((a, b) => found[a] - found[b] || a - b);
  report.same(`${what}: lowest 20`, order.slice(0, lowest20.length), lowest20);
}
