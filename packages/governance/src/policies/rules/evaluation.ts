import { z } from 'zod';
import { isAtLeastAs, isAtMostAs } from '../bounds';
import { concernsNot, fails, isUnknown, passes } from '../Outcome';
import type { EvaluationFact, Measured } from '../PolicyFacts';
import { ruleKind } from '../RuleKind';

type AskedEvaluation = {
  readonly metric: string;
  readonly rowsAtLeast?: number;
  readonly halfWidthAtMost?: number;
  readonly lowAtLeast?: number;
  readonly audited: 'asked for' | 'not asked for';
};

/** A figure can be relied on: from enough rows, with a narrow enough interval, above a bound with its lower end. */
export const evaluation = ruleKind({
  shape: {
    metric: z.string().min(1).max(100),
    rowsAtLeast: z.int().min(1).optional(),
    /** Half of the 95 % interval, in the metric's unit. */
    halfWidthAtMost: z.number().positive().optional(),
    /** Of the lower end of the 95 % interval. */
    lowAtLeast: z.number().optional(),
    /** Only labels that people audited count. */
    audited: z.enum(['asked for', 'not asked for']).default('not asked for'),
  },
  title: asked =>
    `An evaluation tells ${asked.metric}${
      asked.audited === 'asked for' ? ' by audited labels' : ''
    }${limitsOf(asked)
      .map(words => `, ${words}`)
      .join('')}.`,
  check: (asked, { kind, evaluations }) => {
    if (kind !== 'model') return concernsNot('Only models are evaluated.');
    if (!evaluations) return isUnknown('What its evaluations came to');
    const judged = evaluations.map(each => ({
      each,
      problem: problemOf(asked, each),
      figure: figureOf(each, asked.metric),
    }));
    const evidence = judged.map(({ each, figure }) => ({
      what: `${each.name} on ${each.on}`,
      value: figure ? wordsOf(figure) : each.state,
    }));
    const good = judged.find(({ problem }) => problem === undefined);
    if (good)
      return passes(
        `${good.each.name} tells ${asked.metric} ${wordsOf(good.figure!)}.`,
        evidence,
      );
    return fails(
      judged.length === 0
        ? 'It declares no evaluation.'
        : `${judged
            .map(({ each, problem }) => `${each.name} ${problem}`)
            .join('; ')}.`,
      judged.length === 0
        ? 'Declare one in its manifest.'
        : 'Evaluate it on more rows, or improve it.',
      evidence,
    );
  },
  isAsStrict: (inner, outer) =>
    inner.metric === outer.metric &&
    isAtLeastAs(inner.rowsAtLeast, outer.rowsAtLeast) &&
    isAtMostAs(inner.halfWidthAtMost, outer.halfWidthAtMost) &&
    isAtLeastAs(inner.lowAtLeast, outer.lowAtLeast) &&
    (outer.audited === 'not asked for' || inner.audited === 'asked for'),
});

function figureOf(each: EvaluationFact, metric: string): Measured | undefined {
  return Object.hasOwn(each.metrics, metric) ? each.metrics[metric] : undefined;
}

/** Why an evaluation is not one that is asked for; undefined where it is. */
function problemOf(
  asked: AskedEvaluation,
  each: EvaluationFact,
): string | undefined {
  const { metric, rowsAtLeast, halfWidthAtMost, lowAtLeast } = asked;
  if (each.state !== 'done') return `is ${each.state}`;
  const figure = figureOf(each, metric);
  if (!figure) return `does not tell ${metric}`;
  const { low, high, n } = figure;
  if (asked.audited === 'asked for' && !each.isAudited)
    return 'is by labels that nobody audited';
  if (rowsAtLeast !== undefined && (n ?? 0) < rowsAtLeast)
    return `rests on ${n ?? 'an unknown number of'} rows`;
  if (
    halfWidthAtMost !== undefined &&
    (low === undefined ||
      high === undefined ||
      (high - low) / 2 > halfWidthAtMost)
  )
    return `tells ${metric} ${wordsOf(figure)}, which is too wide`;
  if (lowAtLeast !== undefined && (low === undefined || low < lowAtLeast))
    return `tells ${metric} ${wordsOf(figure)}, which is too low`;
  return undefined;
}

function limitsOf(asked: AskedEvaluation): string[] {
  const { rowsAtLeast, halfWidthAtMost, lowAtLeast } = asked;
  return [
    ...(rowsAtLeast === undefined ? [] : [`from at least ${rowsAtLeast} rows`]),
    ...(halfWidthAtMost === undefined ? [] : [`within ±${halfWidthAtMost}`]),
    ...(lowAtLeast === undefined
      ? []
      : [`whose interval begins at ${lowAtLeast} or above`]),
  ];
}

function wordsOf({ value, low, high, n }: Measured): string {
  const figure = Number(value.toPrecision(4));
  const interval =
    low === undefined || high === undefined
      ? ''
      : ` (${Number(low.toPrecision(4))} to ${Number(high.toPrecision(4))})`;
  return `${figure}${interval}${n === undefined ? '' : ` of ${n} rows`}`;
}
