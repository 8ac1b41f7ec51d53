import type { HealthStatus } from '@greenroom/backstage-plugin-greenroom-common';
import type { Asset } from '../registry/Asset';
import type { RunWithJob } from './RunStore';

/** What is known of an asset when its health is judged. */
export type Findings = {
  readonly asset: Asset;
  readonly hasVersion: boolean;
  readonly openJobs: number;
  /** Errors of jobs that read its content. */
  readonly contentError?: string;
  /** Runs of its newest version (of models), newest first. */
  readonly runs: readonly RunWithJob[];
};

/** Is the asset fit for use, and why. */
export function healthOf(findings: Findings): {
  status: HealthStatus;
  reason: string;
} {
  const { asset, hasVersion, openJobs, contentError, runs } = findings;
  if (contentError) return { status: 'Degraded', reason: contentError };
  if (asset.problems.length > 0) {
    return {
      status: hasVersion ? 'Degraded' : 'Missing',
      reason: asset.problems[0].message,
    };
  }
  if (openJobs > 0) {
    return { status: 'Progressing', reason: `${openJobs} jobs are under way.` };
  }
  if (!hasVersion) {
    return {
      status: 'Missing',
      reason: 'None of its revisions could be read.',
    };
  }
  const failed = runs.find(run => run.job.state === 'failed');
  if (failed) {
    return {
      status: 'Degraded',
      reason: `Evaluation ${failed.evaluation}: ${failed.job.error}`,
    };
  }
  const gate = runs
    .flatMap(run => run.result?.gates ?? [])
    .find(({ passed }) => !passed);
  if (gate) return { status: 'Degraded', reason: gate.reason };
  return {
    status: 'Healthy',
    reason:
      asset.kind === 'model'
        ? 'Its runs ended well and its gates passed.'
        : 'All of its files could be read.',
  };
}
