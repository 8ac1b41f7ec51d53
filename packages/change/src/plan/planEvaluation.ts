import type {
  ComparedMetric,
  Evaluation,
  GateResult,
} from '@greenroom/evaluation';
import path from 'node:path';
import { compareSides, NOT_COMPARED } from './compareSides';
import type { EvaluationSides } from './EvaluationSides';
import { measureSide, type MeasuredSide } from './measureSide';
import type {
  PlannedEvaluation,
  PlannedGate,
  PlannedMetric,
  PlannedSlice,
} from './Plan';
import type { PlanQuestion, Unanswered } from './PlanQuestion';
import { refusalOf } from './refusalOf';

export type EvaluationPlan = {
  readonly evaluation: Omit<PlannedEvaluation, 'model' | 'evaluation'>;
  readonly metrics: readonly PlannedMetric[];
  readonly slices: readonly PlannedSlice[];
  readonly gates: readonly PlannedGate[];
  /** Predictions of each side with the labels of that side, as `PredictionWriter` writes them. */
  readonly runs: { readonly before?: string; readonly after?: string };
};

/**
 * What an evaluation measures before and after: each side by its own answers and
 * its own labels, so that a repaired label counts in the figures. Answers that
 * are known are taken over for rows in which nothing changed that the model
 * reads; for others the model is run, where it can be.
 *
 * @param of.folder - empty; runs are left in it
 */
export async function planEvaluation(
  sides: EvaluationSides,
  of: Pick<PlanQuestion, 'folder' | 'onUnanswered'> & {
    readonly onProgress?: (fraction: number) => void;
  },
): Promise<EvaluationPlan> {
  const { folder, onProgress } = of;
  const { data } = sides;
  let isTold = of.onUnanswered === undefined;
  const tell = (found: Unanswered) => {
    isTold = true;
    of.onUnanswered?.(found);
  };
  const { dataset, split } = (sides.after ?? sides.before)!.spec;
  const named = { dataset, split };
  const gathered: { before?: MeasuredSide; after?: MeasuredSide } = {};
  const refused: { before?: string; after?: string } = {};
  for (const side of ['before', 'after'] as const) {
    try {
      gathered[side] = await measureSide(sides, side, gathered.before, {
        folder: path.join(folder, side),
        onUnanswered: isTold ? undefined : tell,
        onProgress: share =>
          onProgress?.(side === 'before' ? 0.4 * share : 0.4 + 0.4 * share),
      });
    } catch (error) {
      refused[side] = refusalOf(error, data.mask);
    }
  }
  const { before, after } = gathered;
  const compared =
    before && after ? await compareSides(sides, before, after) : NOT_COMPARED;
  const now = after?.gathered;
  return {
    evaluation: {
      ...named,
      ...(before ? { before: before.result.rows } : {}),
      ...(after ? { after: after.result.rows } : {}),
      predictions: {
        reused: now?.reused ?? 0,
        made: now?.made ?? 0,
        missing: now?.missing ?? 0,
        missingKeys: (now?.missingKeys ?? []).map(key =>
          data.mask.text(data.roles.key, key),
        ),
      },
      ...compared.counts,
      ...refusedIn(refused),
    },
    metrics: metricsOf(before?.result, after?.result, compared.metrics).map(
      metric => ({ ...metric, ...named }),
    ),
    slices: compared.slices,
    gates: gatesOf(before?.result, after?.result),
    runs: { before: before?.run, after: after?.run },
  };
}

/** What both sides are refused for is said once. */
function refusedIn({
  before,
  after,
}: {
  readonly before?: string;
  readonly after?: string;
}): Pick<PlannedEvaluation, 'refused'> {
  if (before === undefined && after === undefined) return {};
  if (before === after) return { refused: after };
  const words = [
    ...(before === undefined ? [] : [`Before: ${before}`]),
    ...(after === undefined ? [] : [`After: ${after}`]),
  ];
  return { refused: words.join(' ') };
}

/** Those that the evaluation names, in its order. */
function metricsOf(
  before: Evaluation | undefined,
  after: Evaluation | undefined,
  compared: readonly ComparedMetric[],
): Omit<PlannedMetric, 'dataset' | 'split'>[] {
  const names = new Set([
    ...Object.keys(after?.metrics ?? {}),
    ...Object.keys(before?.metrics ?? {}),
  ]);
  return [...names].map(name => {
    const difference = compared.find(
      ({ metric }) => metric === name,
    )?.difference;
    const [was, is] = [before, after].map(
      side => (side?.metrics[name] ?? side?.furtherMetrics[name])?.value,
    );
    return defined({
      name,
      before: was,
      after: is,
      low: difference?.low,
      high: difference?.high,
      pValue: difference?.pValue,
    });
  });
}

function gatesOf(
  before: Evaluation | undefined,
  after: Evaluation | undefined,
): PlannedGate[] {
  const declared = ({
    metric,
    min,
    max,
    maxDrop,
    regression,
    on,
    where,
    minRows,
  }: GateResult) =>
    JSON.stringify([metric, min, max, maxDrop, regression, on, where, minRows]);
  const was = new Map(
    (before?.gates ?? []).map(gate => [declared(gate), gate.outcome]),
  );
  return (after?.gates ?? []).map(gate => {
    // A gate on a fall has nothing to fall from on the base.
    const isOfFall = (gate.maxDrop ?? gate.regression) !== undefined;
    const outcome = isOfFall ? undefined : was.get(declared(gate));
    return outcome === undefined ? gate : { ...gate, before: outcome };
  });
}

function defined<T extends object>(of: T): T {
  return Object.fromEntries(
    Object.entries(of).filter(([, value]) => value !== undefined),
  ) as T;
}
