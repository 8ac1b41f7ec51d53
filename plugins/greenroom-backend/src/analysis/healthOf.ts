import type { HealthStatus } from '@greenroom/backstage-plugin-greenroom-common';
import { isRunnable, isTabular } from '@greenroom/manifest';
import { endedBadly } from '../jobs/JobRow';
import type { Asset } from '../registry/Asset';
import { predictionPaths } from '../sync/contentPaths';
import type { RunWithJob } from './RunStore';

/** What is known of an asset when its health is judged. */
export type Findings = {
  readonly asset: Asset;
  readonly hasVersion: boolean;
  /** Its rows or its graph were read; else only its bytes are known. */
  readonly isRead: boolean;
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
  const { asset, hasVersion, isRead, openJobs, contentError, runs } = findings;
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
  const failed = runs.find(run => endedBadly(run.job));
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
  if (!isRead) {
    return {
      status: 'Healthy',
      reason: `Declared and pinned. ${notRead(asset)}`,
    };
  }
  return {
    status: 'Healthy',
    reason:
      asset.kind === 'model'
        ? 'Its runs ended well and its gates passed.'
        : 'All of its files could be read.',
  };
}

/** Why its content is not analysed, and what would change that. */
function notRead({ manifest }: Asset): string {
  if (isTabular(manifest) || isRunnable(manifest)) {
    return 'Its files are pinned by nothing that could be fetched: add a digest, or track them with git, Git LFS or DVC.';
  }
  if (manifest.kind === 'Model' && predictionPaths(manifest).length > 0)
    return 'It is not run here: its predictions were made elsewhere.';
  return manifest.kind === 'Dataset'
    ? 'Its rows are not read: add a greenroom.yaml that says where its table is; with key, label, split and classes its labels are judged too.'
    : 'It is not evaluated: add a greenroom.yaml that says its ONNX file, classes and preprocessing.';
}
