import type { Gate } from '@greenroom/manifest';
import type { Figure } from './metrics/intervals/Figure';

export type GateResult = {
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
  readonly value: number;
  readonly passed: boolean;
  readonly reason: string;
};

/** Holds figures against the bounds a manifest sets. */
export function checkGates(
  gates: readonly Gate[],
  figures: Readonly<Record<string, Figure>>,
): GateResult[] {
  return gates.map(({ metric, min, max }) => {
    const { value } = figures[metric];
    const passed =
      (min === undefined || value >= min) &&
      (max === undefined || value <= max);
    const bounds = [
      ...(min === undefined ? [] : [`at least ${min}`]),
      ...(max === undefined ? [] : [`at most ${max}`]),
    ].join(' and ');
    return {
      metric,
      min,
      max,
      value,
      passed,
      reason: `${metric} is ${value.toFixed(
        4,
      )}; the manifest asks for ${bounds}.`,
    };
  });
}
