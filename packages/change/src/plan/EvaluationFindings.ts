import type { EvaluationSpec } from '@greenroom/manifest';
import path from 'node:path';
import type { DataFindings } from './DataFindings';
import type { OfEvaluation, Plan } from './Plan';
import { type EvaluationPlan, planEvaluation } from './planEvaluation';
import type { ModelSide, PlanQuestion, Sides } from './PlanQuestion';
import { planStale } from './planStale';

/** Everything that a plan says of one model. */
export type EvaluationFindings = {
  readonly name: string;
  readonly sides: Sides<ModelSide>;
  /** Predictions by data set and evaluation. */
  readonly runs: readonly {
    readonly spec: EvaluationSpec;
    readonly runs: EvaluationPlan['runs'];
  }[];
} & Pick<Plan, 'evaluations' | 'metrics' | 'slices' | 'stale' | 'gates'>;

/**
 * Evaluations of a model that become stale, measured on both sides.
 *
 * @param dataOf - the data set that an evaluation names, where its rows are at hand
 */
export async function findEvaluations(
  sides: Sides<ModelSide>,
  dataOf: (spec: EvaluationSpec) => DataFindings | undefined,
  of: {
    readonly folder: string;
    readonly onUnanswered?: PlanQuestion['onUnanswered'];
    tell(share: number, message: string): void;
  },
): Promise<EvaluationFindings> {
  const { before, after } = sides;
  const { name } = (after ?? before)!.manifest;
  const stale = planStale(sides, dataOf);
  const plans: { spec: EvaluationSpec; plan: EvaluationPlan }[] = [];
  for (const [i, { spec }] of stale.entries()) {
    const found = dataOf(spec);
    if (!found) continue;
    const message = `Measuring ${name} on ${spec.split} of ${spec.dataset}`;
    of.tell(i / stale.length, message);
    const was = before?.manifest.evaluations?.find(
      each => each.name === spec.name && each.dataset === spec.dataset,
    );
    plans.push({
      spec,
      plan: await planEvaluation(
        {
          model: name,
          before: before && was ? { side: before, spec: was } : undefined,
          after: after && { side: after, spec },
          data: found.data,
          changes: found.changes,
        },
        {
          folder: path.join(of.folder, String(i)),
          onUnanswered: of.onUnanswered,
          onProgress: share => of.tell((i + share) / stale.length, message),
        },
      ),
    });
  }
  const each = <T>(pick: (plan: EvaluationPlan) => readonly T[]) =>
    plans.flatMap(({ spec, plan }) =>
      pick(plan).map(
        (entry): OfEvaluation<T> => ({
          model: name,
          evaluation: spec.name,
          ...entry,
        }),
      ),
    );
  return {
    name,
    sides,
    runs: plans.map(({ spec, plan }) => ({ spec, runs: plan.runs })),
    evaluations: each(({ evaluation }) => [evaluation]),
    metrics: each(({ metrics }) => metrics),
    slices: each(({ slices }) => slices),
    gates: each(({ gates }) => gates),
    stale: stale.map(({ spec, reason }) => ({
      model: name,
      evaluation: spec.name,
      dataset: spec.dataset,
      reason,
    })),
  };
}
