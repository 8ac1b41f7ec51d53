import { setTimeout } from 'node:timers/promises';
import { WorkerLostError } from '@greenroom/backstage-plugin-greenroom-node';
import type { V1Job } from '@kubernetes/client-node';
import type { Cluster, Patience } from './Cluster';
import type { FollowedShard } from './FollowedShard';
import { jobEnd } from './jobEnd';
import { indexOf } from './labels';
import { watchPods } from './watchPods';

/** How often what does not move is looked at; what is waited for less is looked at as often as that. */
const LOOK_MILLIS = 5_000;

export type FollowedJob = {
  readonly job: V1Job;
  readonly callId: string;
  /** By index. */
  readonly shards: readonly FollowedShard[];
  readonly waitMillis: number;
};

/**
 * Follows a Job and its pods until the patience's signal, and tells each shard
 * what becomes of it.
 *
 * @throws Error where all of it came to an end, or the cluster cannot be asked
 */
export async function followJob(
  cluster: Cluster,
  followed: FollowedJob,
  patience: Patience,
): Promise<never> {
  const { callId, shards, waitMillis } = followed;
  const { signal } = patience;
  const lookMillis = Math.min(LOOK_MILLIS, waitMillis);
  return new Promise<never>((_, reject) => {
    const judged = (shard: FollowedShard, lost: string | undefined) => {
      if (lost !== undefined)
        void whyLost(cluster, followed, lost, patience).then(
          error => shard.fail(error),
          reject,
        );
    };
    watchPods(cluster, callId, patience, (pod, change) => {
      const shard = pod && shards[indexOf(pod)];
      if (shard) judged(shard, shard.see(pod, change));
    }).catch(reject);
    const look = async () => {
      for (;;) {
        await setTimeout(lookMillis, undefined, { signal });
        const open = shards.filter(({ isOver }) => !isOver);
        if (open.some(({ isRunning }) => isRunning))
          for (const shard of open) shard.waitAnew();
        const why = open.every(({ hasPod }) => hasPod)
          ? ''
          : await whyNoPod(cluster, followed, patience);
        for (const shard of open) judged(shard, shard.look(why));
      }
    };
    look().catch(reject);
  });
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
