import type { Gate } from '@greenroom/manifest';
import type { Difference } from './metrics/between/compareSamples';
import type { Figure } from './metrics/intervals/Figure';
import { isLowerBetter } from './isLowerBetter';

export type GateResult = {
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
  readonly maxDrop?: number;
  /** Absent where the run did not measure it. */
  readonly value?: number;
  readonly passed: boolean;
  /** A refused gate has not passed: these rows could not tell. */
  readonly outcome: 'passed' | 'failed' | 'refused';
  readonly reason: string;
};

/** The run that a fall is measured against. */
export type Baseline = {
  /** As a reason names it, e.g. "digit-reader 2.0.0". */
  readonly name: string;
  /** This run minus that one, on the rows of both. */
  readonly differences: Readonly<Record<string, Difference>>;
};

/**
 * Holds figures against the bounds a manifest sets. A bound on a fall that is
 * smaller than what the rows could show (the minimum detectable effect) is
 * refused: it would pass by chance, whatever the model does.
 */
export function checkGates(
  gates: readonly Gate[],
  figures: Readonly<Record<string, Figure>>,
  baseline?: Baseline,
): GateResult[] {
  return gates.map(gate => {
    const { metric, min, max, maxDrop } = gate;
    const figure = figures[metric];
    const results = figure
      ? [
          ...(min === undefined && max === undefined
            ? []
            : [boundResult(gate, figure)]),
          ...(maxDrop === undefined
            ? []
            : [dropResult(metric, maxDrop, figure, baseline)]),
        ]
      : [
          {
            outcome: 'failed' as const,
            reason: `${metric} was not measured: these rows do not define it.`,
          },
        ];
    const { outcome } =
      results.find(result => result.outcome === 'failed') ??
      results.find(result => result.outcome === 'refused') ??
      results[0];
    return {
      metric,
      min,
      max,
      maxDrop,
      value: figure?.value,
      passed: outcome === 'passed',
      outcome,
      reason: results.map(({ reason }) => reason).join(' '),
    };
  });
}

type Result = Pick<GateResult, 'outcome' | 'reason'>;

function boundResult({ metric, min, max }: Gate, figure: Figure): Result {
  const { value, low = value, high = value } = figure;
  const isHeld =
    (min === undefined || value >= min) && (max === undefined || value <= max);
  const bounds = [
    ...(min === undefined ? [] : [`at least ${min}`]),
    ...(max === undefined ? [] : [`at most ${max}`]),
  ].join(' and ');
  const isClose = [min, max].some(
    bound => bound !== undefined && low < bound && bound < high,
  );
  return {
    outcome: isHeld ? 'passed' : 'failed',
    reason: `${metric} is ${value.toFixed(
      4,
    )}; the manifest asks for ${bounds}.${
      isClose
        ? ` The interval (${low.toFixed(4)} to ${high.toFixed(
            4,
          )}) has the bound inside: other rows could decide otherwise.`
        : ''
    }`,
  };
}

function dropResult(
  metric: string,
  maxDrop: number,
  { mde: alone, n }: Figure,
  baseline: Baseline | undefined,
): Result {
  const worse = baseline && dropOf(metric, baseline.differences[metric]);
  const against = `Against ${baseline?.name}, ${metric}`;
  if (worse && worse.least > maxDrop)
    return {
      outcome: 'failed',
      reason: `${against} got worse by ${worse.value.toFixed(
        4,
      )}, at least by ${worse.least.toFixed(
        4,
      )}; the manifest allows ${maxDrop}.`,
    };
  const mde = worse?.mde ?? alone;
  const word = isLowerBetter(metric) ? 'rise' : 'fall';
  if (mde !== undefined && maxDrop < mde)
    return {
      outcome: 'refused',
      reason: `A ${word} of ${metric} by ${maxDrop} cannot be told from chance on ${n} rows: the smallest that would be seen with 80 % power is ${mde.toFixed(
        4,
      )}. Evaluate more rows, or set maxDrop to that.`,
    };
  if (!worse)
    return {
      outcome: 'passed',
      reason: `There is no other version that a ${word} of ${metric} could be measured against.`,
    };
  return {
    outcome: worse.value > maxDrop ? 'failed' : 'passed',
    reason: `${against} ${
      worse.value > 0
        ? `got worse by ${worse.value.toFixed(4)}`
        : 'got no worse'
    }; the manifest allows ${maxDrop}.`,
  };
}

/** How much worse a metric is, and at least is by its interval. */
function dropOf(metric: string, difference: Difference | undefined) {
  if (!difference) return undefined;
  const { value, low = -Infinity, high = Infinity, mde } = difference;
  return isLowerBetter(metric)
    ? { value, least: low, mde }
    : { value: -value, least: -high, mde };
}
