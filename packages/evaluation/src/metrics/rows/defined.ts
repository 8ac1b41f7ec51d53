import type { MetricValues } from './Accumulator';

/** Without the metrics that the rows leave undefined (0 / 0). */
export function defined(
  values: Readonly<Record<string, number>>,
): MetricValues {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => Number.isFinite(value)),
  );
}
