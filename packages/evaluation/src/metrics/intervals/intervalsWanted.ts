import type { EvaluationSpec } from '@greenroom/manifest';

/**
 * Figures whose interval is asked for. Resampling them takes most of the time
 * that measuring many rows does, and who shows only how two runs differ has no
 * use for it.
 */
export type Intervals = 'of every figure' | 'of gated figures' | 'left out';

/** By name of the metric; undefined: all. Gates say how near their bound other rows would come. */
export function intervalsWanted(
  intervals: Intervals = 'of every figure',
  { gates = [] }: Pick<EvaluationSpec, 'gates'>,
): ReadonlySet<string> | undefined {
  switch (intervals) {
    case 'of every figure':
      return undefined;
    case 'of gated figures':
      return new Set(gates.map(({ metric }) => metric));
    case 'left out':
      return new Set();
    default:
      throw new Error(`Unknown intervals ${intervals satisfies never}`);
  }
}
