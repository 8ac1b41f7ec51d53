import type {
  Plan,
  PlannedMetric,
  PlanSummary,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count, plural } from '../../components/numbers';
import type { Tone } from '../../components/StatusBadge';

/** "2 of 3 gates would fail; 37 rows changed, 120 added". */
export function planFinding(plan: Plan): string {
  const { gates, rows, verdict } = plan;
  const failed = gates.filter(({ passed }) => !passed).length;
  const bad = plan.reasons.filter(({ weight }) => weight === 'failed').length;
  const judged =
    gates.length > 0 ? 'All gates would pass' : 'No gate judges it';
  const failing =
    failed > 0
      ? `${count(failed)} of ${plural(gates.length, 'gate')} would fail`
      : `It would fail for ${plural(bad, 'reason')}`;
  return `${verdict === 'failed' ? failing : judged}; ${rowWords(rows)}`;
}

/** "37 rows changed, 120 added". */
export function rowWords(rows: Plan['rows']): string {
  const parts = (['changed', 'added', 'removed'] as const).flatMap(kind =>
    rows[kind] > 0 ? [[kind, rows[kind]] as const] : [],
  );
  const [first, ...rest] = parts;
  if (!first) return 'no row changes';
  return [
    `${plural(first[1], 'row')} ${first[0]}`,
    ...rest.map(([kind, n]) => `${count(n)} ${kind}`),
  ].join(', ');
}

const VERDICTS = {
  passed: { word: 'would pass', tone: 'good' },
  failed: { word: 'would fail', tone: 'bad' },
  neutral: { word: 'judged by nothing', tone: 'neutral' },
} as const;

export function verdictWords(verdict: Plan['verdict']): {
  word: string;
  tone: Tone;
} {
  return VERDICTS[verdict];
}

const STATES: Readonly<
  Record<PlanSummary['state'], { word: string; tone: Tone }>
> = {
  waiting: { word: 'waits for somebody with write access', tone: 'warning' },
  computing: { word: 'being planned', tone: 'working' },
  ready: { word: 'planned', tone: 'good' },
  failed: { word: 'could not be planned', tone: 'bad' },
  unread: { word: 'cannot be read', tone: 'bad' },
  superseded: { word: 'superseded by a later push', tone: 'neutral' },
  same: { word: 'changes nothing here', tone: 'neutral' },
};

/** Where a plan stands: its verdict once it has one. What nobody waits for any more is no failure. */
export function standingWords({
  state,
  verdict,
  pull,
}: Pick<PlanSummary, 'state' | 'verdict' | 'pull'>): {
  word: string;
  tone: Tone;
} {
  if (state === 'ready' && verdict) return verdictWords(verdict);
  return state === 'failed' && pull.state !== 'open'
    ? { word: 'ended before its plan', tone: 'neutral' }
    : STATES[state];
}

/** The difference of a figure before and after, where both are known. */
export function differenceOf({
  before,
  after,
  low,
  high,
}: Pick<PlannedMetric, 'before' | 'after' | 'low' | 'high'>) {
  return before === undefined || after === undefined
    ? undefined
    : { value: after - before, low, high };
}
