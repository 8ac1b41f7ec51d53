import type { Plan, PlannedGate, PlannedLeak, PlannedSlice } from './Plan';
import { changesIn } from './changesIn';

/** One part of a plan for people: a table under a title. */
export type PlanSection = {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Rows that are not shown. */
  readonly left: number;
  /** Read by who wants to know more. */
  readonly isDetail?: boolean;
};

/** So many rows of a part are shown; the page and the JSON have all. */
const MOST_ROWS = 25;
const DIGITS = 4;

/** A plan as tables, the weightiest first; parts that say nothing are left out. */
export function planSections(plan: Plan): PlanSection[] {
  const sections = [
    section(
      'Metrics',
      ['model', 'evaluation', 'metric', 'before', 'after', 'difference (95 %)'],
      plan.metrics.map(
        ({ model, evaluation, name, before, after, low, high }) => [
          model,
          evaluation,
          name,
          figure(before),
          figure(after),
          before === undefined || after === undefined
            ? ''
            : interval(after - before, low, high),
        ],
      ),
    ),
    section(
      'Gates',
      ['model', 'evaluation', 'gate', 'on the base', 'result'],
      plan.gates.map(gate => [
        gate.model,
        gate.evaluation,
        gate.metric,
        gate.before ?? '',
        gateWords(gate),
      ]),
    ),
    section(
      'Rows',
      ['data set', 'added', 'removed', 'changed', 'cells changed in'],
      plan.assets
        .filter(({ rows }) => rows !== undefined)
        .map(({ name, rows, cells }) => [
          name,
          rows!.added,
          rows!.removed,
          rows!.changed,
          Object.entries(cells ?? {})
            .map(([column, count]) => `${column} (${count})`)
            .join(', '),
        ]),
    ),
    section(
      'Labels',
      ['data set', 'from', 'to', 'rows'],
      plan.labelTransitions.map(({ asset, from, to, count }) => [
        asset,
        from === '' ? '(empty)' : from,
        to === '' ? '(empty)' : to,
        count,
      ]),
    ),
    section(
      'Boxes',
      ['data set', 'pictures', 'added', 'removed', 'moved', 'relabelled'],
      plan.boxes
        .filter(({ pictures }) => pictures > 0)
        .map(({ asset, pictures, added, removed, moved, relabelled }) => [
          asset,
          pictures,
          added,
          removed,
          moved,
          relabelled,
        ]),
    ),
    section(
      'Slices that move',
      [
        'model',
        'slice',
        'rows',
        'accuracy before',
        'after',
        'difference (95 %)',
      ],
      plan.slices
        .filter(({ before, after }) => before !== after)
        .map(slice => [
          slice.model,
          sliceWords(slice),
          slice.rows,
          figure(slice.before),
          figure(slice.after),
          interval(slice.after - slice.before, slice.low, slice.high),
        ]),
    ),
    section(
      'Label debt, leaks and duplicates',
      ['data set', 'what', 'new', 'resolved', 'new rows'],
      debtRows(plan),
    ),
    section(
      'Schema, licence and personal data',
      ['asset', 'what', 'before', 'after'],
      changesIn(plan),
    ),
    section(
      'Versions',
      ['data set', 'asks for', 'declared', 'why'],
      plan.releases
        .filter(({ proposed }) => proposed !== 'none')
        .map(
          ({ asset, proposed, declaredVersion, suggestedVersion, reasons }) => [
            asset,
            suggestedVersion === undefined
              ? proposed
              : `${proposed} (${suggestedVersion})`,
            declaredVersion ?? '',
            reasons.map(({ text }) => text).join(' '),
          ],
        ),
    ),
    section(
      'Distributions that move',
      ['data set', 'column', 'effect', 'size'],
      plan.drift
        .filter(({ verdict }) => verdict === 'moved')
        .map(({ asset, column, effect }) => [
          asset,
          column,
          figure(effect.value),
          effect.size,
        ]),
    ),
    section(
      'Evaluations that become stale',
      ['model', 'evaluation', 'data set', 'why'],
      plan.stale.map(({ model, evaluation, dataset, reason }) => [
        model,
        evaluation,
        dataset,
        reason,
      ]),
    ),
    {
      ...section(
        'Changed rows',
        ['data set', 'row', 'column', 'from', 'to'],
        plan.assets.flatMap(({ name, sample = [] }) =>
          sample.flatMap(({ key, cells }) =>
            cells.map(({ column, from, to }) => [
              name,
              key,
              column,
              String(from ?? ''),
              String(to ?? ''),
            ]),
          ),
        ),
      ),
      isDetail: true,
    },
    section(
      'Not looked at',
      ['asset', 'why'],
      plan.assets.flatMap(({ name, remarks }) =>
        remarks.map(remark => [name, remark]),
      ),
    ),
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

function section(
  title: string,
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): PlanSection {
  return {
    title,
    headings,
    rows: rows.slice(0, MOST_ROWS).map(row => row.map(harmless)),
    left: Math.max(0, rows.length - MOST_ROWS),
  };
}

function sliceWords({ of, feature, value, metric }: PlannedSlice): string {
  const name = of === 'cohort' ? feature : `${feature} = ${value}`;
  return metric === 'ap' ? `${name} (average precision)` : name;
}

function gateWords({ outcome, reason }: PlannedGate): string {
  return `${outcome}: ${reason}`;
}

function debtRows({ debt, leakage, duplicates }: Plan) {
  const words = ({ kind, split, otherSplit }: PlannedLeak) =>
    `${kind === 'near' ? 'almost ' : ''}the same in ${split} and ${otherSplit}`;
  return [
    ...debt.map(({ asset, kind, by, introduced, resolved, rows }) => [
      asset,
      kind === 'doubtful'
        ? `doubtful labels, by ${by}`
        : 'the same under another label',
      introduced,
      resolved,
      rows.map(({ key }) => key).join(', '),
    ]),
    ...leakage.map(leak => [
      leak.asset,
      words(leak),
      leak.introduced,
      leak.resolved,
      leak.keys.join(', '),
    ]),
    ...duplicates.map(({ asset, introduced, resolved, keys }) => [
      asset,
      'the same within a split',
      introduced,
      resolved,
      keys.join(', '),
    ]),
  ].filter(([, , introduced, resolved]) => introduced !== 0 || resolved !== 0);
}

function figure(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(DIGITS);
}

function interval(value: number, low?: number, high?: number): string {
  const signed = (number: number) =>
    `${number > 0 ? '+' : ''}${number.toFixed(DIGITS)}`;
  return low === undefined || high === undefined
    ? signed(value)
    : `${signed(value)} (${signed(low)} to ${signed(high)})`;
}

/** What a row holds moves no cursor and rings no bell. */
function harmless(cell: string | number): string | number {
  return typeof cell === 'number'
    ? cell
    : cell.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
}
