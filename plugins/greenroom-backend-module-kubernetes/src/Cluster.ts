import { setTimeout } from 'node:timers/promises';
import {
  BatchV1Api,
  CoreV1Api,
  type KubeConfig,
  NetworkingV1Api,
  type V1Job,
  type V1NetworkPolicy,
  type V1Pod,
  type V1Secret,
} from '@kubernetes/client-node';
import { apiTrouble } from './apiTrouble';
import { CALL_LABEL, JOB_LABEL } from './labels';

const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 15_000;
/** How long a server that does not answer is asked again; what it does meanwhile goes on. */
const PATIENCE_MILLIS = 5 * 60_000;

/** How long a request may be asked again, and who is told why it is. */
export type Patience = {
  readonly signal: AbortSignal;
  /** Room may come. */
  readonly fullMillis: number;
  tell(message: string): void;
};

/** One namespace, by the few requests that computations need. */
export class Cluster {
  readonly #batch: BatchV1Api;
  readonly #core: CoreV1Api;
  readonly #networking: NetworkingV1Api;

  constructor(readonly kubeConfig: KubeConfig, readonly namespace: string) {
    this.#batch = kubeConfig.makeApiClient(BatchV1Api);
    this.#core = kubeConfig.makeApiClient(CoreV1Api);
    this.#networking = kubeConfig.makeApiClient(NetworkingV1Api);
  }

  /** Makes a Job, or finds the one that an earlier try of the same request made. */
  async createJob(body: V1Job, patience: Patience): Promise<V1Job> {
    const { namespace } = this;
    const name = body.metadata!.name!;
    const made = await this.#patiently(
      () => this.#batch.createNamespacedJob({ namespace, body }),
      patience,
      { exists: () => this.#batch.readNamespacedJob({ namespace, name }) },
    );
    return made!;
  }

  async createSecret(body: V1Secret, patience: Patience): Promise<void> {
    const { namespace } = this;
    await this.#patiently(
      () => this.#core.createNamespacedSecret({ namespace, body }),
      patience,
      { exists: async () => body },
    );
  }

  /** Undefined where somebody deleted it. */
  readJob(name: string, patience: Patience): Promise<V1Job | undefined> {
    const { namespace } = this;
    return this.#patiently(
      () => this.#batch.readNamespacedJob({ namespace, name }),
      patience,
    );
  }

  /** Also its pods and its Secret, in the background. One that is gone is as good. */
  async deleteJob(name: string, patience: Patience): Promise<void> {
    const { namespace } = this;
    await this.#patiently(
      () =>
        this.#batch.deleteNamespacedJob({
          namespace,
          name,
          propagationPolicy: 'Background',
        }),
      patience,
    );
  }

  /** Jobs of a question. */
  async listJobs(jobId: string, patience: Patience): Promise<readonly V1Job[]> {
    const { namespace } = this;
    const labelSelector = `${JOB_LABEL}=${jobId}`;
    const list = await this.#patiently(
      () => this.#batch.listNamespacedJob({ namespace, labelSelector }),
      patience,
    );
    return list?.items ?? [];
  }

  async listPods(
    callId: string,
    patience: Patience,
  ): Promise<{ pods: readonly V1Pod[]; resourceVersion?: string }> {
    const { namespace } = this;
    const labelSelector = `${CALL_LABEL}=${callId}`;
    const list = await this.#patiently(
      () => this.#core.listNamespacedPod({ namespace, labelSelector }),
      patience,
    );
    return {
      pods: list?.items ?? [],
      resourceVersion: list?.metadata?.resourceVersion,
    };
  }

  /** What controllers complained about a Job, the last first. */
  async listWarnings(
    job: V1Job,
    patience: Patience,
  ): Promise<readonly string[]> {
    const { namespace } = this;
    const fieldSelector = `involvedObject.uid=${
      job.metadata!.uid
    },type=Warning`;
    const list = await this.#patiently(
      () => this.#core.listNamespacedEvent({ namespace, fieldSelector }),
      patience,
    );
    const timeOf = (time: Date | undefined) => time?.getTime() ?? 0;
    return [...(list?.items ?? [])]
      .sort((a, b) => timeOf(b.lastTimestamp) - timeOf(a.lastTimestamp))
      .map(({ reason, message }) => `${reason}: ${message}`);
  }

  /** @throws the client's error: whoever asks wants to know at once */
  async listNetworkPolicies(): Promise<readonly V1NetworkPolicy[]> {
    const { namespace } = this;
    const list = await this.#networking.listNamespacedNetworkPolicy({
      namespace,
    });
    return list.items;
  }

  /** Undefined for what is not there. */
  async #patiently<T>(
    ask: () => Promise<T>,
    { signal, tell, fullMillis }: Patience,
    otherwise: { exists?(): Promise<T> } = {},
  ): Promise<T | undefined> {
    const began = Date.now();
    for (let wait = FIRST_WAIT_MILLIS; ; wait *= 2) {
      signal.throwIfAborted();
      try {
        return await ask();
      } catch (error) {
        const trouble = apiTrouble(error);
        if (trouble.type === 'missing') return undefined;
        if (trouble.type === 'exists' && otherwise.exists)
          return otherwise.exists();
        if (trouble.type === 'exists') throw error;
        if (trouble.type === 'refused') throw new Error(trouble.message);
        const millis = Math.min(
          (trouble.type === 'away' && trouble.waitMillis) || wait,
          LONGEST_WAIT_MILLIS,
        );
        const patience = trouble.type === 'full' ? fullMillis : PATIENCE_MILLIS;
        if (Date.now() + millis - began > patience)
          throw new Error(
            trouble.type === 'full'
              ? `${trouble.message} Raise it, or lower greenroom.workers.compute; greenroom.compute.kubernetes.wait says how long room is waited for.`
              : trouble.message,
          );
        tell(trouble.message);
        await setTimeout(millis, undefined, { signal });
      }
    }
  }
}
