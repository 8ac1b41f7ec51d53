import type { Gate } from '@greenroom/manifest';
import type { Figure } from '../metrics/intervals/Figure';
import { figureGate } from './figureGate';
import type {
  Baseline,
  BoundResult,
  GateResult,
  MeasuredSlice,
} from './GateResult';
import { sliceGate } from './sliceGate';

/** What gates are held against. */
export type Measured = {
  readonly figures: Readonly<Record<string, Figure>>;
  readonly baseline?: Baseline;
  /** Where a gate is on slices. */
  readonly slices?: readonly MeasuredSlice[];
};

/** Holds what a run measured against the gates that a manifest sets. */
export function checkGates(
  gates: readonly Gate[],
  { figures, baseline, slices = [] }: Measured,
): GateResult[] {
  return gates.map(gate => {
    const figure = figures[gate.metric];
    if (!figure)
      return resultOf(gate, undefined, [
        {
          outcome: 'failed',
          reason: `${gate.metric} was not measured: these rows do not define it.`,
        },
      ]);
    if ((gate.on ?? gate.where) === undefined)
      return resultOf(gate, figure.value, figureGate(gate, figure, baseline));
    const { value, ...result } = sliceGate(gate, figure, slices, baseline);
    return resultOf(gate, value, [result]);
  });
}

function resultOf(
  gate: Gate,
  value: number | undefined,
  results: readonly BoundResult[],
): GateResult {
  const { outcome } =
    results.find(result => result.outcome === 'failed') ??
    results.find(result => result.outcome === 'refused') ??
    results[0];
  return {
    ...gate,
    value,
    passed: outcome === 'passed',
    outcome,
    reason: results.map(({ reason }) => reason).join(' '),
  };
}
