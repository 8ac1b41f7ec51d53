import type { EvaluationFact } from '@greenroom/governance';
import type { ModelManifest } from '@greenroom/manifest';
import type { RunWithJob } from '../../../analysis/RunStore';
import { endedBadly, isOpen } from '../../../jobs/JobRow';

/** A run, and whether its data is the newest. */
export type KnownRun = {
  readonly run: RunWithJob;
  /** `digits 1.4.0`. */
  readonly dataset: string;
  readonly isOnNewestData: boolean;
};

/**
 * Evaluations that a model declares, each with what its newest run came to: one
 * on the newest data before all others.
 *
 * @param runs - of the model version in question, newest first
 */
export function evaluationFacts(
  manifest: ModelManifest,
  runs: readonly KnownRun[],
): EvaluationFact[] {
  return (manifest.evaluations ?? []).map(declared => {
    const own = runs.filter(({ run }) => run.evaluation === declared.name);
    const known = own.find(({ isOnNewestData }) => isOnNewestData) ?? own[0];
    const { run } = known ?? {};
    const result = run?.result;
    return {
      name: declared.name,
      on: `${known?.dataset ?? declared.dataset}, ${declared.split}`,
      state: stateOf(run),
      isOnNewestData: known?.isOnNewestData ?? false,
      isAudited: Boolean(run?.audited),
      metrics: { ...result?.furtherMetrics, ...result?.metrics },
      gates: (result?.gates ?? []).map(
        ({ metric, passed, outcome, reason }) => ({
          metric,
          outcome: outcome ?? (passed ? 'passed' : 'failed'),
          reason,
        }),
      ),
      fairness: (result?.fairness?.columns ?? []).map(
        ({ column, figures }) => ({ column, figures }),
      ),
    };
  });
}

function stateOf(run: RunWithJob | undefined): EvaluationFact['state'] {
  if (!run) return 'missing';
  if (run.result) return 'done';
  if (isOpen(run.job)) return 'under way';
  return endedBadly(run.job) ? 'failed' : 'under way';
}
