import { adjustForMany } from '../metrics/between/adjustForMany';
import type { Compared, ComparedMetric, ComparedSlice } from './RunComparison';

type Tested<Of extends string> = {
  readonly metrics: readonly ComparedMetric[];
  readonly slices: readonly ComparedSlice<Of>[];
};

/**
 * Adjusts the p values of a comparison for all of its tests together, those of
 * metrics and those of slices (Holm 1979; Benjamini and Hochberg 1995).
 */
export function adjustComparison<Of extends string>({
  metrics,
  slices,
}: Tested<Of>): Tested<Of> {
  const tests = [...metrics, ...slices].flatMap(({ difference: { pValue } }) =>
    pValue === undefined ? [] : [pValue],
  );
  const { holm, falseDiscovery } = adjustForMany(tests);
  let test = 0;
  const adjusted = <T extends Compared>(compared: T): T => {
    if (compared.difference.pValue === undefined) return compared;
    const difference = {
      ...compared.difference,
      holmP: holm[test],
      falseDiscoveryQ: falseDiscovery[test],
    };
    test++;
    return { ...compared, difference };
  };
  return { metrics: metrics.map(adjusted), slices: slices.map(adjusted) };
}
