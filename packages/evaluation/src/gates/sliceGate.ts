import type { Gate } from '@greenroom/manifest';
import type { Figure } from '../metrics/intervals/Figure';
import { minimumDetectableShare } from '../metrics/intervals/minimumDetectable';
import { conditionsName } from '../slices/meetsConditions';
import { boundsOf, figureGate } from './figureGate';
import type { Baseline, BoundResult, MeasuredSlice } from './GateResult';

/** Fewer rows have an interval so wide that no bound says anything. */
export const LEAST_SLICE_ROWS = 30;
/** Rows that are named as needed at most. */
const MOST_ROWS = 1e9;

/** What a gate on slices comes to, and the accuracy of the worst of them. */
export type SliceGateResult = BoundResult & { readonly value?: number };

/**
 * Holds a gate on each slice of enough rows; the worst decides. A bound fails
 * where a slice is beyond it by its whole interval, or by its figure where its
 * rows could show the distance from the figure of all rows to the bound. Where
 * the rows of a slice could not show that, the gate is refused: of many small
 * slices one is always below, and none above says nothing.
 */
export function sliceGate(
  gate: Gate,
  whole: Figure,
  measured: readonly MeasuredSlice[],
  baseline: Pick<Baseline, 'name'> | undefined,
): SliceGateResult {
  const { minRows = LEAST_SLICE_ROWS } = gate;
  const all = slicesOf(gate, measured);
  const slices = all.filter(({ accuracy }) => accuracy.n >= minRows);
  if (slices.length === 0)
    return {
      outcome: 'refused',
      reason:
        all.length === 0
          ? nothingToHoldOn(gate)
          : `${gate.where ? nameOf(all[0]) : 'No slice'} has ${
              gate.where ? 'fewer than ' : ''
            }${minRows} rows. Set minRows lower, or evaluate more rows.`,
    };
  const worst = slices.reduce((least, slice) =>
    slice.accuracy.value < least.accuracy.value ? slice : least,
  );
  const results = slices.map(slice => ({
    slice,
    ...resultOf(gate, whole, slice, baseline),
  }));
  const decided =
    results.find(
      ({ outcome, slice }) => outcome === 'failed' && slice === worst,
    ) ??
    results.find(({ outcome }) => outcome === 'failed') ??
    fewestRows(results.filter(({ outcome }) => outcome === 'refused')) ??
    results.find(({ slice }) => slice === worst)!;
  return {
    outcome: decided.outcome,
    value: worst.accuracy.value,
    reason: gate.where
      ? decided.reason
      : `${decided.reason} ${looked(slices.length, all.length, minRows)}`,
  };
}

function slicesOf(
  { on, where }: Gate,
  measured: readonly MeasuredSlice[],
): readonly MeasuredSlice[] {
  if (where) {
    const name = conditionsName(where);
    return measured.filter(
      ({ of, feature }) => of === 'conditions' && feature === name,
    );
  }
  const kind = on === 'worst-class' ? 'class' : 'column';
  return measured.filter(({ of }) => of === kind);
}

function nothingToHoldOn({ where }: Gate): string {
  return where
    ? `No row has ${conditionsName(
        where,
      )}, or the data set does not mark these columns slice: true.`
    : 'There is no slice to hold the gate on: no column of the data set is marked slice: true.';
}

function resultOf(
  gate: Gate,
  whole: Figure,
  slice: MeasuredSlice,
  baseline: Pick<Baseline, 'name'> | undefined,
): BoundResult {
  const { min, max, ...others } = gate;
  const { difference, accuracy } = slice;
  const falls = figureGate(
    others,
    accuracy,
    baseline &&
      difference && {
        name: baseline.name,
        differences: { accuracy: difference },
      },
  ).map(({ outcome, reason }) => ({
    outcome,
    reason: `On ${nameOf(slice)}: ${reason}`,
  }));
  const results = [
    ...(min === undefined && max === undefined
      ? []
      : [boundOf(gate, whole, slice)]),
    ...falls,
  ];
  return (
    results.find(({ outcome }) => outcome === 'failed') ??
    results.find(({ outcome }) => outcome === 'refused') ??
    results[0]
  );
}

function boundOf(gate: Gate, whole: Figure, slice: MeasuredSlice): BoundResult {
  const { min = -Infinity, max = Infinity } = gate;
  const { value, low = value, high = value, n } = slice.accuracy;
  const is = `accuracy is ${value.toFixed(4)} on ${nameOf(
    slice,
  )}; the manifest asks for ${boundsOf(gate)}.`;
  const isHeld = value >= min && value <= max;
  if (high < min || low > max)
    return {
      outcome: 'failed',
      reason: `${is} Its whole interval (${low.toFixed(4)} to ${high.toFixed(
        4,
      )}) is beyond.`,
    };
  const gap = Math.min(
    ...[min, max].map(bound => Math.abs(whole.value - bound)),
  );
  const seen = minimumDetectableShare(whole.value, n);
  if (seen <= gap || whole.value < min || whole.value > max)
    return { outcome: isHeld ? 'passed' : 'failed', reason: is };
  return {
    outcome: 'refused',
    reason: `${is} Whether it differs from the ${whole.value.toFixed(
      4,
    )} of all rows by the ${gap.toFixed(
      4,
    )} to the bound cannot be told on ${n} rows: the smallest that would be seen with 80 % power is ${seen.toFixed(
      4,
    )}. ${remedy(whole.value, gap)}`,
  };
}

function remedy(share: number, gap: number): string {
  const rows = rowsToShow(share, gap);
  return rows === undefined
    ? 'Set the bound further from the figure of all rows.'
    : `Evaluate ${rows} rows of each slice, set minRows to that, or set the bound further away.`;
}

/** Fewest rows that would show a difference of a share with 80 % power; undefined where no number would. */
export function rowsToShow(share: number, gap: number): number | undefined {
  if (minimumDetectableShare(share, MOST_ROWS) > gap) return undefined;
  let [low, high] = [1, MOST_ROWS];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (minimumDetectableShare(share, middle) <= gap) high = middle;
    else low = middle + 1;
  }
  return low;
}

function fewestRows<T extends { slice: MeasuredSlice }>(
  results: readonly T[],
): T | undefined {
  return [...results].sort(
    (a, b) => a.slice.accuracy.n - b.slice.accuracy.n,
  )[0];
}

/** "site = north (120 rows)". */
function nameOf({ of, feature, value, accuracy }: MeasuredSlice): string {
  return `${of === 'conditions' ? feature : `${feature} = ${value}`} (${
    accuracy.n
  } rows)`;
}

function looked(slices: number, all: number, minRows: number): string {
  const few = all - slices;
  return `Looked at ${slices} ${slices === 1 ? 'slice' : 'slices'}${
    few > 0 ? `; ${few} of fewer than ${minRows} rows left out` : ''
  }.`;
}
