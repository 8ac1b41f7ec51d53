import type { Gate } from '@greenroom/manifest';
import { isLowerBetter } from '../isLowerBetter';
import type { Difference } from '../metrics/between/compareSamples';
import type { Figure } from '../metrics/intervals/Figure';
import type { Baseline, BoundResult } from './GateResult';

/**
 * Holds a figure against each bound of a gate. A bound on a fall that is smaller
 * than what the rows could show (the minimum detectable effect) is refused: it
 * would pass by chance, whatever the model does.
 */
export function figureGate(
  gate: Gate,
  figure: Figure,
  baseline: Baseline | undefined,
): BoundResult[] {
  const { metric, min, max, maxDrop, regression } = gate;
  return [
    ...(min === undefined && max === undefined
      ? []
      : [boundResult(gate, figure)]),
    ...(maxDrop === undefined
      ? []
      : [dropResult(metric, maxDrop, figure, baseline)]),
    ...(regression === undefined ? [] : [regressionResult(metric, baseline)]),
  ];
}

/** "at least 0.9 and at most 1". */
export function boundsOf({ min, max }: Gate): string {
  return [
    ...(min === undefined ? [] : [`at least ${min}`]),
    ...(max === undefined ? [] : [`at most ${max}`]),
  ].join(' and ');
}

function boundResult(gate: Gate, figure: Figure): BoundResult {
  const { metric, min, max } = gate;
  const { value, low = value, high = value } = figure;
  const isHeld =
    (min === undefined || value >= min) && (max === undefined || value <= max);
  const isClose = [min, max].some(
    bound => bound !== undefined && low < bound && bound < high,
  );
  return {
    outcome: isHeld ? 'passed' : 'failed',
    reason: `${metric} is ${value.toFixed(4)}; the manifest asks for ${boundsOf(
      gate,
    )}.${
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
): BoundResult {
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
  if (!worse) return nothingToCompare(metric);
  return {
    outcome: worse.value > maxDrop ? 'failed' : 'passed',
    reason: `${against} ${
      worse.value > 0
        ? `got worse by ${worse.value.toFixed(4)}`
        : 'got no worse'
    }; the manifest allows ${maxDrop}.`,
  };
}

function regressionResult(
  metric: string,
  baseline: Baseline | undefined,
): BoundResult {
  const worse = baseline && dropOf(metric, baseline.differences[metric]);
  if (!worse) return nothingToCompare(metric);
  const against = `Against ${baseline.name}, ${metric}`;
  const by = worse.value.toFixed(4);
  if (worse.least > 0)
    return {
      outcome: 'failed',
      reason: `${against} got worse by ${by} beyond chance, at least by ${worse.least.toFixed(
        4,
      )}; the manifest forbids a regression.`,
    };
  return {
    outcome: 'passed',
    reason: `${against} ${
      worse.value > 0
        ? `got worse by ${by}, which may be chance`
        : 'got no worse'
    }.${
      worse.mde === undefined
        ? ''
        : ` These rows would show a difference of ${worse.mde.toFixed(4)}.`
    }`,
  };
}

function nothingToCompare(metric: string): BoundResult {
  return {
    outcome: 'passed',
    reason: `There is no other version that a ${
      isLowerBetter(metric) ? 'rise' : 'fall'
    } of ${metric} could be measured against.`,
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
