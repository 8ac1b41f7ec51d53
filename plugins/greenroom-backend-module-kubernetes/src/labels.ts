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
