import { randomBytes } from 'node:crypto';
import type { ApiObject, ObjectStore } from './ObjectStore';

type JobSpec = {
  ttlSecondsAfterFinished?: number;
  activeDeadlineSeconds?: number;
  completions?: number;
  completionMode?: string;
  backoffLimitPerIndex?: number;
  template: { metadata?: ApiObject['metadata']; spec: Record<string, unknown> };
};

const INDEX = 'batch.kubernetes.io/job-completion-index';

/**
 * What Kubernetes' Job controller does for a Job whose pods are tried once: a
 * pod, of an Indexed Job one for each index, a condition when they ended, and an
 * end of the Job when its time to live is over. With `backoffLimit: 0` the first
 * failure ends the Job, with `backoffLimitPerIndex: 0` its index.
 */
export class JobController {
  #canMakePods = true;
  /** By Job. */
  readonly #ended = new Map<string, Map<string, boolean>>();

  constructor(private readonly store: ObjectStore) {
    store.listen(({ resource, type, object }) => {
      if (resource === 'jobs' && type === 'ADDED') this.#begin(object);
      if (resource === 'pods') this.#follow(object, type === 'DELETED');
    });
  }

  /** As with a quota of pods that is used up. */
  refusePods(): void {
    this.#canMakePods = false;
  }

  #begin(job: ApiObject): void {
    const spec = job.spec as unknown as JobSpec;
    if (!this.#canMakePods) {
      this.#complain(job);
      return;
    }
    const indexed = spec.completionMode === 'Indexed';
    const pods = indexed ? spec.completions ?? 1 : 1;
    for (let index = 0; index < pods; index++)
      this.#makePod(job, spec, indexed ? `${index}` : undefined);
  }

  #makePod(job: ApiObject, spec: JobSpec, index: string | undefined): void {
    const { name, namespace, uid } = job.metadata;
    const suffix = randomBytes(3).toString('hex').slice(0, 5);
    this.store.add('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...spec.template.metadata,
        name:
          index === undefined
            ? `${name}-${suffix}`
            : `${name}-${index}-${suffix}`,
        namespace,
        labels: {
          ...spec.template.metadata?.labels,
          'batch.kubernetes.io/job-name': name,
          ...(index !== undefined && { [INDEX]: index }),
        },
        ownerReferences: [
          { apiVersion: 'batch/v1', kind: 'Job', name, uid: uid! },
        ],
      },
      spec: { ...spec.template.spec },
      status: { phase: 'Pending' },
    });
  }

  #complain(job: ApiObject): void {
    this.store.add('events', {
      metadata: { name: `${job.metadata.name}.warns` },
      involvedObject: { uid: job.metadata.uid },
      type: 'Warning',
      reason: 'FailedCreate',
      message: 'Error creating: pods is forbidden: exceeded quota: workers',
    });
  }

  #follow(pod: ApiObject, isGone: boolean): void {
    const [owner] = pod.metadata.ownerReferences ?? [];
    const job = owner && this.store.get('jobs', owner.name);
    if (!job || job.metadata.uid !== owner.uid || job.status?.conditions)
      return;
    const phase = pod.status?.phase;
    if (phase !== 'Succeeded' && phase !== 'Failed' && !isGone) return;
    const spec = job.spec as unknown as JobSpec;
    const ended = this.#endedOf(job);
    ended.set(pod.metadata.name, phase === 'Succeeded');
    const hasFailed = [...ended.values()].includes(false);
    const isOver = ended.size >= (spec.completions ?? 1);
    if (hasFailed && spec.backoffLimitPerIndex === undefined)
      this.#end(job, { type: 'Failed', reason: 'BackoffLimitExceeded' });
    else if (isOver && hasFailed)
      this.#end(job, { type: 'Failed', reason: 'FailedIndexes' });
    else if (isOver)
      this.#end(job, { type: 'Complete', reason: 'CompletionsReached' });
  }

  /** Whether each of its pods that ended succeeded. */
  #endedOf({ metadata }: ApiObject): Map<string, boolean> {
    const known = this.#ended.get(metadata.uid!) ?? new Map<string, boolean>();
    this.#ended.set(metadata.uid!, known);
    return known;
  }

  #end(job: ApiObject, condition: { type: string; reason: string }): void {
    const { ttlSecondsAfterFinished } = job.spec as unknown as JobSpec;
    const { name } = job.metadata;
    this.store.change('jobs', {
      ...job,
      status: { conditions: [{ ...condition, status: 'True' }] },
    });
    if (ttlSecondsAfterFinished === undefined) return;
    setTimeout(
      () => this.store.remove('jobs', name),
      ttlSecondsAfterFinished * 1000,
    ).unref();
  }
}
