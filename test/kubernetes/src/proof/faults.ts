import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  type ComputeAnswer,
  WorkerLostError,
} from '@greenroom/backstage-plugin-greenroom-node';
import { until as seen } from '@greenroom/test-bench';
import {
  BatchV1Api,
  CoreV1Api,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import type { Site } from './Site';

/** What may happen to a computation in a cluster, and what is to come of it. */
export type Fault = { readonly title: string; run(site: Site): Promise<void> };

const PATIENCE_SECONDS = 60;

export const FAULTS: readonly Fault[] = [
  {
    title: 'a pod that is evicted is a worker that was lost',
    run: site => loses(site, () => site.kubelet.evict()),
  },
  {
    title: 'a node that is lost is a worker that was lost',
    run: site => loses(site, () => site.kubelet.loseNode()),
  },
  {
    title: 'a pod that somebody deletes is a worker that was lost',
    run: site =>
      loses(site, async () => {
        const [name] = await podsOf(site);
        const { namespace } = site;
        await core(site).deleteNamespacedPod({ namespace, name });
      }),
  },
  {
    title: 'a Job that somebody deletes is a worker that was lost',
    run: site =>
      loses(site, async () => {
        const [name] = await jobsOf(site);
        const { namespace } = site;
        await batch(site).deleteNamespacedJob({
          namespace,
          name,
          propagationPolicy: 'Background',
        });
      }),
  },
  {
    title: 'a container out of memory names greenroom.compute.memory',
    run: site =>
      fails(
        site,
        async () => site.kubelet.oomKill(),
        /greenroom\.compute\.memory/,
      ),
  },
  {
    title: 'a Job at its deadline names greenroom.compute.time',
    run: site =>
      fails(
        site,
        async () => {
          const [name] = await jobsOf(site);
          const { namespace } = site;
          await batch(site).patchNamespacedJob(
            { namespace, name, body: { spec: { activeDeadlineSeconds: 1 } } },
            setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
          );
        },
        /deadline.*greenroom\.compute\.time/,
      ),
  },
  {
    title:
      'a computation that nobody wants leaves no Job, pod, Secret or process',
    run: site =>
      asking(site, 'wait', async ({ asked, begun, abort }) => {
        await begun;
        abort(new Error('Nobody wants it.'));
        await assert.rejects(asked, /Nobody wants it/);
        await until(async () => (await leftOf(site)).length === 0);
        await until(async () => site.kubelet.running === 0);
      }),
  },
  {
    title:
      'a quota of Jobs that is used up is waited for, then its raise is used',
    run: site =>
      underQuota(site, { 'count/jobs.batch': '0' }, 'exceeded quota', 'Jobs'),
  },
  {
    title:
      'a quota of pods that is used up is waited for, then its raise is used',
    run: site => underQuota(site, { pods: '0' }, 'exceeded quota', 'pods'),
  },
  {
    title: 'a node without room is waited for, and the scheduler quoted',
    run: async site => {
      site.kubelet.hasRoom = false;
      try {
        await asking(
          site,
          'environment',
          ({ asked }) => assert.rejects(asked, /1 Insufficient memory/),
          { waitSeconds: 2 },
        );
      } finally {
        site.kubelet.hasRoom = true;
      }
    },
  },
  {
    title:
      'an image that cannot be pulled names greenroom.compute.kubernetes.image',
    run: site =>
      asking(
        site,
        'environment',
        async ({ heard, asked, abort }) => {
          await until(async () =>
            heard.join().includes('greenroom.compute.kubernetes.image'),
          );
          abort(new Error('enough'));
          await assert.rejects(asked, /enough/);
        },
        { image: 'registry.test/none' },
      ),
  },
  {
    title: 'an API server that goes down and comes back costs no computation',
    run: site =>
      asking(site, 'think', async ({ asked, begun }) => {
        await begun;
        await site.restartApiServer();
        assert.deepEqual(await asked, { type: 'result', result: 'thought' });
      }),
  },
  {
    title: 'a Job that ended goes with its Secret when its time is over',
    run: site =>
      asking(
        site,
        'environment',
        async ({ asked }) => {
          await asked;
          await until(async () => (await leftOf(site)).length === 0);
        },
        { keptSeconds: 1 },
      ),
  },
  {
    title: 'the portal can read no Secret, and touches no other namespace',
    run: async site => {
      const portal = site.portal.makeApiClient(CoreV1Api);
      const { namespace } = site;
      await assert.rejects(portal.listNamespacedSecret({ namespace }), /403/);
      await assert.rejects(
        portal.listNamespacedPod({ namespace: 'default' }),
        /403/,
      );
    },
  },
];

type Asking = {
  readonly asked: Promise<ComputeAnswer>;
  /** What the computation said. */
  readonly heard: readonly string[];
  /** Settles when its worker is at work. */
  readonly begun: Promise<unknown>;
  abort(reason: Error): void;
};

async function asking(
  site: Site,
  kind: string,
  then: (asking: Asking) => Promise<void>,
  config: NonNullable<Parameters<Site['open']>[1]>['config'] = {},
): Promise<void> {
  const { executor, close } = await site.open(site, { config });
  const outDirectory = mkdtempSync(
    path.join(os.tmpdir(), 'greenroom-compute-'),
  );
  const unwanted = new AbortController();
  const heard: string[] = [];
  try {
    const asked = executor.compute(
      { jobId: 'a-fault', task: { kind }, inputs: [], outDirectory },
      {
        signal: unwanted.signal,
        progress: (_, message) => void (message && heard.push(message)),
        log: line => heard.push(line),
      },
    );
    asked.catch(() => {});
    const begun = until(async () => heard.includes('it began'));
    // Where nobody waits for it.
    begun.catch(() => {});
    await then({
      asked,
      heard,
      begun,
      abort: reason => unwanted.abort(reason),
    });
  } finally {
    unwanted.abort(new Error('The case is over.'));
    close();
    rmSync(outDirectory, { recursive: true, force: true });
    await until(async () => site.kubelet.running === 0);
  }
}

function loses(site: Site, takeAway: () => Promise<void>): Promise<void> {
  return asking(site, 'wait', async ({ asked, begun }) => {
    await begun;
    await takeAway();
    await assert.rejects(asked, error => error instanceof WorkerLostError);
  });
}

function fails(
  site: Site,
  harm: () => Promise<void>,
  message: RegExp,
): Promise<void> {
  return asking(site, 'wait', async ({ asked, begun }) => {
    await begun;
    await harm();
    await assert.rejects(
      asked,
      (error: Error) =>
        !(error instanceof WorkerLostError) && message.test(error.message),
    );
  });
}

async function underQuota(
  site: Site,
  hard: Record<string, string>,
  said: string,
  what: string,
): Promise<void> {
  const { namespace } = site;
  const name = `no-${what.toLowerCase()}`;
  await core(site).createNamespacedResourceQuota({
    namespace,
    body: { metadata: { name }, spec: { hard } },
  });
  await until(async () => {
    const quota = await core(site).readNamespacedResourceQuota({
      namespace,
      name,
    });
    return quota.status?.hard !== undefined;
  });
  await asking(site, 'environment', async ({ asked, heard }) => {
    await until(async () => heard.join().includes(said));
    await core(site).deleteNamespacedResourceQuota({ namespace, name });
    await asked;
  });
}

function core(site: Site): CoreV1Api {
  return site.admin.makeApiClient(CoreV1Api);
}

function batch(site: Site): BatchV1Api {
  return site.admin.makeApiClient(BatchV1Api);
}

async function podsOf(site: Site): Promise<readonly string[]> {
  const { namespace } = site;
  const { items } = await core(site).listNamespacedPod({ namespace });
  return items
    .filter(({ status }) => status?.phase === 'Running')
    .map(({ metadata }) => metadata!.name!);
}

/** Those that have not ended. */
async function jobsOf(site: Site): Promise<readonly string[]> {
  const { namespace } = site;
  const { items } = await batch(site).listNamespacedJob({ namespace });
  return items
    .filter(({ status }) => (status?.active ?? 0) > 0)
    .map(({ metadata }) => metadata!.name!);
}

/** What stands of Jobs of faults: names of Jobs, pods and Secrets. */
async function leftOf(site: Site): Promise<readonly string[]> {
  const { namespace } = site;
  const labelSelector = 'greenroom.dev/job=a-fault';
  const lists = await Promise.all([
    batch(site).listNamespacedJob({ namespace, labelSelector }),
    core(site).listNamespacedPod({ namespace, labelSelector }),
    core(site).listNamespacedSecret({ namespace, labelSelector }),
  ]);
  return lists.flatMap(({ items }) =>
    items.map(({ metadata }) => metadata!.name!),
  );
}

function until(isSo: () => Promise<boolean>): Promise<number> {
  return seen('It', isSo, {
    everyMillis: 100,
    atMostSeconds: PATIENCE_SECONDS,
  });
}
