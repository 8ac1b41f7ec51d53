import type { V1ContainerState, V1Pod } from '@kubernetes/client-node';

/** How a worker's pod is, as far as its computation is concerned. */
export type PodState =
  | { readonly type: 'waits'; readonly message: string }
  /** It waits for what will not come by itself soon. */
  | { readonly type: 'stuck'; readonly message: string }
  | { readonly type: 'runs' }
  /** Its worker said what it had to say. */
  | { readonly type: 'done' }
  /** It was taken away through no fault of its own. */
  | { readonly type: 'lost'; readonly message: string }
  | { readonly type: 'failed'; readonly message: string };

/** `status.reason` of pods that the kubelet, the scheduler or a cloud took away. */
const TAKEN = new Set([
  'Evicted',
  'NodeAffinity',
  'NodeLost',
  'NodeShutdown',
  'Preempted',
  'Preempting',
  'Shutdown',
  'Terminated',
  'UnexpectedAdmissionError',
]);
/** What the kubelet says of a pod that wrote more than it may, beside the reason `Evicted`. */
const TOO_MUCH_DISK = /emptydir|ephemeral/i;
/** Of a container that waits for what nobody will bring. */
const NEVER = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'ErrImageNeverPull',
  'InvalidImageName',
  'RunContainerError',
]);
const PULLING_FAILS = new Set(['ErrImagePull', 'ImagePullBackOff']);
/** 128 + SIGKILL, 128 + SIGTERM. */
const KILLED = new Set([137, 143]);
/** As the worker's program has them: sysexits.h. */
const EXIT_UNWANTED = 77;

const KEY = 'greenroom.compute';

/** What a pod's status says, and the setting that helps. */
export function podState(pod: V1Pod): PodState {
  const { status } = pod;
  const container = status?.containerStatuses?.[0]?.state ?? {};
  const said = [status?.reason, status?.message].filter(Boolean).join(': ');
  if (status?.phase === 'Succeeded' || container.terminated?.exitCode === 0)
    return { type: 'done' };
  if (status?.reason === 'DeadlineExceeded')
    return {
      type: 'failed',
      message: `The computation was stopped at its deadline. Raise ${KEY}.time, or give it fewer rows.`,
    };
  if (container.terminated?.reason === 'OOMKilled')
    return {
      type: 'failed',
      message: `The pod used more memory than it may. Raise ${KEY}.memory where nodes have more, or give it fewer rows.`,
    };
  if (status?.reason === 'Evicted' && TOO_MUCH_DISK.test(said))
    return {
      type: 'failed',
      message: `The pod wrote more to its disk than it may (${said}). Raise ${KEY}.disk where nodes have room, or give it fewer rows.`,
    };
  const disruption = status?.conditions?.find(
    ({ type, status: holds }) =>
      type === 'DisruptionTarget' && holds === 'True',
  );
  if (disruption)
    return {
      type: 'lost',
      message: `Its pod was taken away: ${
        disruption.message ?? disruption.reason
      }.`,
    };
  if (TAKEN.has(status?.reason ?? ''))
    return { type: 'lost', message: `Its pod was taken away (${said}).` };
  if (container.terminated) return terminated(container.terminated);
  if (status?.phase === 'Failed')
    return { type: 'failed', message: `Its pod failed (${said}).` };
  if (pod.metadata?.deletionTimestamp)
    return { type: 'lost', message: 'Its pod was deleted.' };
  if (container.running) return { type: 'runs' };
  return waiting(pod, container.waiting);
}

function terminated(
  end: NonNullable<V1ContainerState['terminated']>,
): PodState {
  if (KILLED.has(end.exitCode))
    return { type: 'lost', message: 'Its worker was killed.' };
  if (end.exitCode === EXIT_UNWANTED)
    return {
      type: 'failed',
      message: `The portal did not know the worker's token. Where the portal has several replicas, ${KEY}.kubernetes.portal.address must lead to the one that asks, such as https://\${POD_IP}:7007.`,
    };
  return {
    type: 'failed',
    message: `The worker ended without an answer (exit ${end.exitCode}${
      end.message ? `: ${end.message}` : ''
    }). Its log says why; where it could not reach the portal, look at ${KEY}.kubernetes.portal and at network policies.`,
  };
}

function waiting(
  pod: V1Pod,
  waits: V1ContainerState['waiting'] | undefined,
): PodState {
  const { reason = '', message = '' } = waits ?? {};
  if (NEVER.has(reason))
    return {
      type: 'stuck',
      message: `Its container cannot start (${reason}: ${message}). Look at ${KEY}.kubernetes.`,
    };
  if (PULLING_FAILS.has(reason))
    return {
      type: 'stuck',
      message: `The worker's image cannot be pulled (${message}). Look at ${KEY}.kubernetes.image and imagePullSecrets.`,
    };
  const unscheduled = pod.status?.conditions?.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  );
  if (unscheduled)
    return {
      type: 'waits',
      message: `Waits for a node: ${
        unscheduled.message ?? unscheduled.reason ?? 'none has room'
      }`,
    };
  return { type: 'waits', message: 'Its pod starts' };
}
