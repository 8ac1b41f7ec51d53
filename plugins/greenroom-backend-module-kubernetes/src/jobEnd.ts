import { WorkerLostError } from '@greenroom/backstage-plugin-greenroom-node';
import type { V1Job } from '@kubernetes/client-node';

/** The second stands until the Job's pods are gone. */
const ENDS = new Set(['Failed', 'FailureTarget']);

/** Whether it will make no pod any more. */
export function hasEnded({ status }: V1Job): boolean {
  return (status?.conditions ?? []).some(
    ({ type, status: holds }) =>
      (type === 'Complete' || type === 'Failed') && holds === 'True',
  );
}

/** How a Job that has no pod any more ended; undefined while one may come. */
export function jobEnd(job: V1Job | undefined): Error | undefined {
  if (!job) return new WorkerLostError('Its Job was deleted.');
  const failed = job.status?.conditions?.find(
    ({ type, status }) => ENDS.has(type) && status === 'True',
  );
  if (!failed) return undefined;
  if (failed.reason === 'DeadlineExceeded')
    return new Error(
      'The computation was stopped at its deadline. Raise greenroom.compute.time or greenroom.compute.kubernetes.wait.',
    );
  return new WorkerLostError(
    `Its pod is gone (${failed.reason}: ${failed.message ?? ''}).`,
  );
}
