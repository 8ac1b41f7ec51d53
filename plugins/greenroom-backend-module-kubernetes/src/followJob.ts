import { setTimeout } from 'node:timers/promises';
import {
  type ComputeContext,
  type WorkerCall,
  WorkerLostError,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { V1Job, V1Pod } from '@kubernetes/client-node';
import type { Cluster, Patience } from './Cluster';
import { jobEnd } from './jobEnd';
import { PodLogs } from './PodLogs';
import { podState, type PodState } from './podState';
import { Waiting } from './Waiting';
import { watchPods } from './watchPods';

/** How often what does not move is looked at. */
const LOOK_MILLIS = 5_000;
/** An answer comes before its pod's end; the news of both may cross. */
const CROSSING_MILLIS = 5_000;

export type FollowedJob = {
  readonly job: V1Job;
  readonly callId: string;
  readonly call: WorkerCall;
  readonly waitMillis: number;
};

/**
 * Follows a Job, its pod and its log until the patience's signal.
 *
 * @throws WorkerLostError where its pod was taken away
 * @throws Error where it came to an end that is no answer: the message names the setting that helps
 */
export async function followJob(
  cluster: Cluster,
  followed: FollowedJob,
  patience: Patience,
  context: ComputeContext,
): Promise<never> {
  const { signal } = patience;
  const logs = new PodLogs(cluster, context.log);
  const waiting = new Waiting(Date.now(), followed.waitMillis);
  let pod: V1Pod | undefined;
  try {
    return await new Promise<never>((_, reject) => {
      const judge = (state: PodState | undefined, otherwise: string) => {
        const message = state && 'message' in state ? state.message : otherwise;
        if (state?.type === 'lost')
          void whyLost(cluster, followed, message, patience).then(
            reject,
            reject,
          );
        else if (state?.type === 'failed') reject(new Error(message));
        else if (waiting.isOver(state, Date.now())) reject(new Error(message));
        else if (state?.type === 'done')
          void setTimeout(CROSSING_MILLIS).then(() =>
            reject(
              new Error(
                'The worker ended without an answer. Look at greenroom.compute.kubernetes.image.',
              ),
            ),
          );
        else if (state?.type !== 'runs' && !followed.call.isTaken())
          context.progress(0, message);
      };
      watchPods(cluster, followed.callId, patience, (seen, change) => {
        if (!seen) return;
        pod = seen;
        const state: PodState =
          change === 'deleted'
            ? { type: 'lost', message: 'Its pod was deleted.' }
            : podState(seen);
        if (state.type !== 'waits' && state.type !== 'stuck') logs.follow(seen);
        judge(state, '');
      }).catch(reject);
      const look = async () => {
        while (!signal.aborted) {
          await setTimeout(LOOK_MILLIS, undefined, { signal });
          if (pod) judge(podState(pod), '');
          else judge(undefined, await whyNoPod(cluster, followed, patience));
        }
      };
      look().catch(reject);
    });
  } finally {
    if (!context.signal.aborted) await logs.end();
    logs.stop();
  }
}

/** Who takes a pod away may be the Job itself, at its deadline. */
async function whyLost(
  cluster: Cluster,
  { job }: FollowedJob,
  message: string,
  patience: Patience,
): Promise<Error> {
  const end = jobEnd(await cluster.readJob(job.metadata!.name!, patience));
  return end && !(end instanceof WorkerLostError)
    ? end
    : new WorkerLostError(message);
}

/** @throws Error where none will come any more */
async function whyNoPod(
  cluster: Cluster,
  { job }: FollowedJob,
  patience: Patience,
): Promise<string> {
  const end = jobEnd(await cluster.readJob(job.metadata!.name!, patience));
  if (end) throw end;
  const [warning] = await cluster.listWarnings(job, patience);
  return warning === undefined
    ? 'Waits for its pod'
    : `Waits for its pod: ${warning}. A quota that stays used up is raised by whoever runs the namespace; greenroom.compute.kubernetes.wait says how long it is waited for.`;
}
