import { createHash } from 'node:crypto';
import {
  type AskedComputation,
  type ComputeAnswer,
  type ComputeContext,
  type ComputeExecutor,
  type ComputeGuarantee,
  type ComputeRequest,
  type ComputeSite,
  WORKER_PATH,
  type WorkerCall,
} from '@greenroom/backstage-plugin-greenroom-node';
import { apiTrouble } from './apiTrouble';
import type { Cluster, Patience } from './Cluster';
import { egressIsShut } from './egressIsShut';
import { FollowedShard } from './FollowedShard';
import { followJob } from './followJob';
import { hasEnded } from './jobEnd';
import { jobOf } from './jobOf';
import type { KubernetesConfig } from './KubernetesConfig';
import { kubernetesGuarantees, type Network } from './kubernetesGuarantees';
import { CALL_LABEL, WORKER_LABELS } from './labels';
import { secretOf } from './secretOf';

/** Of a token's hash: enough that no two calls of a job have one name. */
const CALL_ID_CHARS = 12;
/** Of a question's id, so that people find its Job. */
const JOB_ID_CHARS = 8;
/** To delete a Job that nobody waits for. */
const CLEAN_UP_MILLIS = 60_000;

/** Each computation a Job of its own, or an index of one, whose worker fetches it from this replica. */
export class KubernetesExecutor implements ComputeExecutor {
  readonly name = 'kubernetes';
  /** Of Jobs that somebody here waits for: one question may have several, a lost shard's its own. */
  readonly #live = new Set<string>();

  constructor(
    private readonly cluster: Cluster,
    private readonly config: KubernetesConfig,
    private readonly site: ComputeSite,
    /** PEM that the portal's own certificate leads to. */
    private readonly certificates?: string,
  ) {}

  async guarantees(): Promise<ComputeGuarantee[]> {
    return kubernetesGuarantees(await this.#network());
  }

  compute(
    request: ComputeRequest,
    context: ComputeContext,
  ): Promise<ComputeAnswer> {
    return this.computeEach([{ request, context }])[0];
  }

  computeEach(
    asked: readonly AskedComputation[],
  ): readonly Promise<ComputeAnswer>[] {
    const [{ request, context }] = asked;
    const begun = this.#begin(asked, request.jobId, context);
    return asked.map(async (_, index) => (await begun)[index]());
  }

  /** @returns by index, what waits for its answer */
  async #begin(
    asked: readonly AskedComputation[],
    jobId: string,
    { signal }: ComputeContext,
  ): Promise<readonly (() => Promise<ComputeAnswer>)[]> {
    signal.throwIfAborted();
    const calls = await this.#openCalls(asked);
    const over = new AbortController();
    const patience = {
      signal: AbortSignal.any([signal, over.signal]),
      fullMillis: this.config.waitSeconds * 1000,
      tell: (message: string) =>
        asked.forEach(({ context }, index) => {
          if (!calls[index].isTaken()) context.progress(0, message);
        }),
    };
    const names = namesOf(jobId, calls[0].token);
    this.#live.add(names.callId);
    const shards = calls.map(
      (call, index) =>
        new FollowedShard(
          this.cluster,
          call,
          asked[index].context,
          patience.fullMillis,
        ),
    );
    const unwanted = () => shards.forEach(shard => shard.fail(signal.reason));
    signal.addEventListener('abort', unwanted, { once: true });
    const followed = this.#follow(jobId, names, calls, shards, patience).catch(
      error => shards.forEach(shard => shard.fail(error)),
    );
    const ended = Promise.allSettled(shards.map(({ answer }) => answer)).then(
      async ends => {
        signal.removeEventListener('abort', unwanted);
        over.abort();
        // What is being made is there before it is deleted.
        await followed;
        this.#live.delete(names.callId);
        // What answered stays until its time is over, for whoever looks at it.
        if (ends.some(({ status }) => status === 'rejected'))
          await this.#delete(names.name);
      },
    );
    return shards.map(({ answer }) => async () => {
      try {
        return await answer;
      } catch (error) {
        // Nothing is left of what nobody waits for; where one is lost, others go on.
        if (signal.aborted || shards.length === 1) await ended;
        throw signal.aborted ? signal.reason : error;
      }
    });
  }

  async #openCalls(
    asked: readonly AskedComputation[],
  ): Promise<readonly WorkerCall[]> {
    const opened: WorkerCall[] = [];
    try {
      for (const { request, context } of asked)
        opened.push(await this.site.calls.open(request, context));
      return opened;
    } catch (error) {
      for (const call of opened) call.close();
      throw error;
    }
  }

  async #follow(
    jobId: string,
    { name, callId }: Names,
    calls: readonly WorkerCall[],
    shards: readonly FollowedShard[],
    patience: Patience,
  ): Promise<void> {
    const { cluster, config, certificates, site } = this;
    await this.#deleteOthers(jobId, patience);
    const inputBytes = Math.max(...calls.map(call => call.inputBytes));
    const question = { name, jobId, callId, inputBytes, shards: calls.length };
    const job = await cluster.createJob(
      jobOf(question, config, site.limits),
      patience,
    );
    const url = `${config.portal.address}/api/greenroom${WORKER_PATH}`;
    const tokens = calls.map(({ token }) => token);
    await cluster.createSecret(
      secretOf(job, { url, tokens, certificates }),
      patience,
    );
    const waitMillis = patience.fullMillis;
    await followJob(cluster, { job, callId, shards, waitMillis }, patience);
  }

  /** What replicas that went down left of the same question, and goes on. */
  async #deleteOthers(jobId: string, patience: Patience): Promise<void> {
    for (const job of await this.cluster.listJobs(jobId, patience)) {
      const { name, labels } = job.metadata!;
      const isOurs = this.#live.has(labels?.[CALL_LABEL] ?? '');
      if (!isOurs && !hasEnded(job))
        await this.cluster.deleteJob(name!, patience);
    }
  }

  /** Nobody waits for it; where it cannot be deleted, its worker finds its token ended. */
  async #delete(name: string): Promise<void> {
    const patience = {
      signal: AbortSignal.timeout(CLEAN_UP_MILLIS),
      fullMillis: CLEAN_UP_MILLIS,
      tell: () => {},
    };
    await this.cluster.deleteJob(name, patience).catch(() => {});
  }

  async #network(): Promise<Network> {
    try {
      const policies = await this.cluster.listNetworkPolicies();
      const labels = { ...this.config.labels, ...WORKER_LABELS };
      return { egress: egressIsShut(policies, labels) ? 'shut' : 'open' };
    } catch (error) {
      const trouble = apiTrouble(error);
      return {
        egress: 'unknown',
        message: 'message' in trouble ? trouble.message : trouble.type,
      };
    }
  }
}

type Names = { readonly name: string; readonly callId: string };

/** The same for each try of one attempt, and another for the next attempt. */
function namesOf(jobId: string, token: string): Names {
  const callId = createHash('sha256')
    .update(token)
    .digest('hex')
    .slice(0, CALL_ID_CHARS);
  return {
    callId,
    name: `greenroom-${jobId.slice(0, JOB_ID_CHARS)}-${callId}`,
  };
}
