import { createHash } from 'node:crypto';
import {
  type ComputeAnswer,
  type ComputeContext,
  type ComputeExecutor,
  type ComputeGuarantee,
  type ComputeRequest,
  type ComputeSite,
  WORKER_PATH,
  type WorkerCall,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { V1Job } from '@kubernetes/client-node';
import { apiTrouble } from './apiTrouble';
import type { Cluster, Patience } from './Cluster';
import { egressIsShut } from './egressIsShut';
import { followJob } from './followJob';
import { jobOf } from './jobOf';
import type { KubernetesConfig } from './KubernetesConfig';
import { kubernetesGuarantees, type Network } from './kubernetesGuarantees';
import { WORKER_LABELS } from './labels';
import { secretOf } from './secretOf';

/** Of a token's hash: enough that no two calls of a job have one name. */
const CALL_ID_CHARS = 12;
/** Of a question's id, so that people find its Job. */
const JOB_ID_CHARS = 8;
/** To delete a Job that nobody waits for. */
const CLEAN_UP_MILLIS = 60_000;

/** Each computation a Job of its own, whose worker fetches it from this replica. */
export class KubernetesExecutor implements ComputeExecutor {
  readonly name = 'kubernetes';

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

  async compute(
    request: ComputeRequest,
    context: ComputeContext,
  ): Promise<ComputeAnswer> {
    context.signal.throwIfAborted();
    const call = await this.site.calls.open(request, context);
    const names = namesOf(request.jobId, call.token);
    const over = new AbortController();
    const patience = {
      signal: AbortSignal.any([context.signal, over.signal]),
      fullMillis: this.config.waitSeconds * 1000,
      tell: (message: string) => {
        if (!call.isTaken()) context.progress(0, message);
      },
    };
    let isAnswered = false;
    try {
      await this.#deleteOthers(request.jobId, names.callId, patience);
      const job = await this.#begin(request.jobId, names, call, patience);
      const followed = followJob(
        this.cluster,
        { job, callId: names.callId, call, waitMillis: patience.fullMillis },
        patience,
        context,
      );
      const answer = await Promise.race([call.answer, followed]);
      isAnswered = true;
      over.abort();
      // Until its log is read.
      await followed.catch(() => {});
      return answer;
    } catch (error) {
      throw context.signal.aborted ? context.signal.reason : error;
    } finally {
      call.close();
      over.abort();
      // What answered stays until its time is over, for whoever looks at it.
      if (!isAnswered) await this.#delete(names.name);
    }
  }

  async #begin(
    jobId: string,
    { name, callId }: Names,
    { inputBytes, token }: WorkerCall,
    patience: Patience,
  ): Promise<V1Job> {
    const { cluster, config, certificates, site } = this;
    const job = await cluster.createJob(
      jobOf({ name, jobId, callId, inputBytes }, config, site.limits),
      patience,
    );
    const url = `${config.portal.address}/api/greenroom${WORKER_PATH}`;
    const card = secretOf(job, { url, token, certificates });
    await cluster.createSecret(card, patience);
    return job;
  }

  /** What replicas that went down left of the same question. */
  async #deleteOthers(
    jobId: string,
    callId: string,
    patience: Patience,
  ): Promise<void> {
    const others = await this.cluster.listOthers(jobId, callId, patience);
    for (const other of others) await this.cluster.deleteJob(other, patience);
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
