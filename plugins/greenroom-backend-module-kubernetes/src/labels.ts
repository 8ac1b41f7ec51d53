import type { V1Pod } from '@kubernetes/client-node';

/** Of Jobs, pods and Secrets: the question's job, and the one attempt at it. */
export const JOB_LABEL = 'greenroom.dev/job';
export const CALL_LABEL = 'greenroom.dev/call';

/** What a NetworkPolicy selects workers by. */
export const WORKER_LABELS = {
  'app.kubernetes.io/name': 'greenroom-worker',
  'app.kubernetes.io/component': 'worker',
  'app.kubernetes.io/part-of': 'greenroom',
} as const;

/** The one container of a worker's pod. */
export const CONTAINER = 'worker';

/** Of a pod of an Indexed Job; older clusters have it as an annotation only. */
const INDEX = 'batch.kubernetes.io/job-completion-index';

export function indexOf({ metadata }: V1Pod): number {
  return Number(metadata?.labels?.[INDEX] ?? metadata?.annotations?.[INDEX]);
}
