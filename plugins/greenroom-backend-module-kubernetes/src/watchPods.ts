import { setTimeout } from 'node:timers/promises';
import { type V1Pod, Watch } from '@kubernetes/client-node';
import type { Cluster, Patience } from './Cluster';
import { CALL_LABEL } from './labels';

/** The server ends a watch after this long; then everything is listed again. */
const WATCH_SECONDS = 50;
/** Between a watch that broke and the next list. */
const PAUSE_MILLIS = 1_000;

/**
 * Tells each state of a call's pods, the first of them at once, until the
 * signal. Each watch begins with a list and ends within a minute, so whatever
 * a broken or silent connection kept back, or a server that has forgotten the
 * version (410), is told by the next list.
 */
export async function watchPods(
  cluster: Cluster,
  callId: string,
  patience: Patience,
  tell: (pod: V1Pod | undefined, change: 'is' | 'deleted') => void,
): Promise<void> {
  const { signal } = patience;
  const known = new Map<string, V1Pod>();
  while (!signal.aborted) {
    const { pods, resourceVersion } = await cluster.listPods(callId, patience);
    const listed = new Set(pods.map(uidOf));
    for (const [uid, pod] of known) {
      if (listed.has(uid)) continue;
      known.delete(uid);
      tell(pod, 'deleted');
    }
    for (const pod of pods) {
      known.set(uidOf(pod), pod);
      tell(pod, 'is');
    }
    if (pods.length === 0) tell(undefined, 'is');
    await watchOnce(cluster, callId, resourceVersion, signal, (type, pod) => {
      if (type === 'DELETED') known.delete(uidOf(pod));
      else known.set(uidOf(pod), pod);
      tell(pod, type === 'DELETED' ? 'deleted' : 'is');
    });
    await setTimeout(PAUSE_MILLIS, undefined, { signal }).catch(() => {});
  }
}

/** Until the watch ends, however it does. */
async function watchOnce(
  cluster: Cluster,
  callId: string,
  resourceVersion: string | undefined,
  signal: AbortSignal,
  changed: (type: 'ADDED' | 'MODIFIED' | 'DELETED', pod: V1Pod) => void,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    new Watch(cluster.kubeConfig)
      .watch(
        `/api/v1/namespaces/${cluster.namespace}/pods`,
        {
          labelSelector: `${CALL_LABEL}=${callId}`,
          resourceVersion,
          timeoutSeconds: WATCH_SECONDS,
        },
        (type: string, pod: V1Pod) => {
          if (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED')
            changed(type, pod);
        },
        () => resolve(),
      )
      .then(controller => {
        if (signal.aborted) controller.abort();
        signal.addEventListener('abort', () => controller.abort(), {
          once: true,
        });
      }, reject);
  }).catch(() => {
    // The list that follows says what is wrong.
  });
}

function uidOf(pod: V1Pod): string {
  return pod.metadata?.uid ?? '';
}
