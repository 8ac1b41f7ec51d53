import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  type ComputeLimits,
  WorkerLostError,
} from '@greenroom/backstage-plugin-greenroom-node';
import {
  CASE_LIMITS,
  EXECUTOR_CASES,
  obedientImage,
  StandInKubelet,
  startCalls,
  StrictApiServer,
} from '@greenroom/test-kubernetes';
import { Cluster } from './Cluster';
import type { KubernetesConfig } from './KubernetesConfig';
import { KubernetesExecutor } from './KubernetesExecutor';

/** Real processes, on a machine that may be busy. */
jest.setTimeout(60_000);

const NAMESPACE = 'greenroom';
const IMAGE = 'registry.test/greenroom-worker:1';

type Calls = Awaited<ReturnType<typeof startCalls>>;

describe('KubernetesExecutor', () => {
  let server: StrictApiServer;
  let kubelet: StandInKubelet;
  let outDirectory: string;
  const opened: Calls[] = [];

  beforeEach(async () => {
    server = await StrictApiServer.start();
    kubelet = new StandInKubelet(
      server.kubeConfig(),
      NAMESPACE,
      new Map([[IMAGE, obedientImage()]]),
    );
    server.logOf = (pod, to) => void kubelet.writeLog(pod, to);
    outDirectory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-compute-'));
  });
  afterEach(async () => {
    await kubelet.stop();
    server.close();
    opened.splice(0).forEach(calls => calls.close());
    rmSync(outDirectory, { recursive: true, force: true });
  });

  const open = async (
    changed: Partial<KubernetesConfig> = {},
    options: { limits?: ComputeLimits; token?: string } = {},
  ) => {
    const { limits = CASE_LIMITS, token } = options;
    const calls = await startCalls(limits);
    opened.push(calls);
    const config: KubernetesConfig = {
      namespace: NAMESPACE,
      image: IMAGE,
      imagePullSecrets: [],
      nodeSelector: {},
      tolerations: [],
      labels: {},
      annotations: {},
      cpu: '1',
      waitSeconds: 60,
      keptSeconds: 60,
      portal: { address: calls.address },
      ...changed,
    };
    return new KubernetesExecutor(
      new Cluster(server.kubeConfig(token), NAMESPACE),
      config,
      { limits, calls: calls.desk },
    );
  };
  const ask = (
    executor: KubernetesExecutor,
    kind: string,
    options: { signal?: AbortSignal; heard?: string[] } = {},
  ) => {
    const { signal = new AbortController().signal, heard = [] } = options;
    return executor.compute(
      { jobId: 'a-job', task: { kind }, inputs: [], outDirectory },
      {
        signal,
        progress: (_, message) => void (message && heard.push(message)),
        log: line => heard.push(line),
      },
    );
  };
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await setTimeout(20);
  };
  const [jobs, pods] = ['jobs', 'pods'].map(
    resource => () => server.store.list(resource),
  );

  it.each(EXECUTOR_CASES)('$title', async ({ run }) => {
    await expect(run(limits => open({}, { limits }))).resolves.toBeUndefined();
  });

  it('shows a token in no Job, and no token once the Job is gone', async () => {
    await ask(await open(), 'environment');
    const [secret] = server.store.list('secrets');
    const token = (secret.data as Record<string, string>)['token-0'];
    const plain = Buffer.from(token, 'base64').toString();
    const shown = JSON.stringify([...jobs(), ...pods()]);
    expect(shown).not.toMatch(new RegExp(`${plain}|${token}`));
    server.store.remove('jobs', jobs()[0].metadata.name);
    expect(server.store.list('secrets')).toEqual([]);
  });

  it('deletes the Job of an answer that nobody wants', async () => {
    const unwanted = new AbortController();
    const heard: string[] = [];
    const asked = ask(await open(), 'wait', {
      signal: unwanted.signal,
      heard,
    });
    asked.catch(() => {});
    await until(() => heard.includes('it began'));
    unwanted.abort(new Error('Nobody wants it.'));
    await expect(asked).rejects.toThrow('Nobody wants it.');
    expect(jobs()).toEqual([]);
    await until(() => pods().length === 0 && kubelet.running === 0);
  });

  it('makes one Job where the answer to its request was lost', async () => {
    let asked = 0;
    const create = server.store.add.bind(server.store);
    server.store.add = (resource, object) => {
      const made = create(resource, object);
      if (resource === 'jobs' && ++asked === 1)
        throw Object.assign(new Error('The connection was cut.'), {
          code: 503,
        });
      return made;
    };
    await ask(await open(), 'environment');
    expect(jobs()).toHaveLength(1);
  });

  it('deletes what an attempt before left under way, and nothing that has ended', async () => {
    const executor = await open();
    await ask(executor, 'environment');
    const [ended] = jobs();
    server.store.add('jobs', {
      ...ended,
      metadata: {
        ...ended.metadata,
        name: 'left-by-another-replica',
        labels: { ...ended.metadata.labels, 'greenroom.dev/call': 'other' },
      },
      status: undefined,
    });
    await ask(executor, 'environment');
    const names = jobs().map(({ metadata }) => metadata.name);
    expect(names).toHaveLength(2);
    expect(names).not.toContain('left-by-another-replica');
  });

  it('loses one index of a Job to a spot node, and does it again alone while the others go on', async () => {
    const executor = await open();
    const heard: string[][] = [[], []];
    const asked = ['think', 'wait'].map((kind, i) => ({
      request: {
        jobId: 'a-job',
        task: { kind },
        inputs: [],
        outDirectory: path.join(outDirectory, `${i}`),
      },
      context: {
        signal: new AbortController().signal,
        progress: () => {},
        log: (line: string) => heard[i].push(line),
      },
    }));
    const [kept, lost] = executor.computeEach(asked);
    lost.catch(() => {});
    await until(() => heard.every(lines => lines.includes('it began')));
    const [job] = jobs();
    expect(job.spec).toMatchObject({
      completionMode: 'Indexed',
      completions: 2,
      backoffLimitPerIndex: 0,
    });
    await kubelet.evict('The spot node is reclaimed.', pod =>
      pod.startsWith(`${job.metadata.name}-1-`),
    );
    await expect(lost).rejects.toThrow('The spot node is reclaimed.');
    const again = ask(executor, 'environment');
    await until(() => jobs().length === 2);
    expect(await kept).toMatchObject({ result: 'thought' });
    expect(await again).toMatchObject({ type: 'result' });
  });

  it.each([
    ['evicted', () => kubelet.evict()],
    ['on a node that is lost', () => kubelet.loseNode()],
    [
      'deleted by somebody',
      async () => server.store.askToEnd(pods()[0].metadata.name),
    ],
  ])('takes a worker for lost whose pod is %s', async (_, takeAway) => {
    const heard: string[] = [];
    const asked = ask(await open(), 'wait', { heard });
    asked.catch(() => {});
    await until(() => heard.includes('it began'));
    await takeAway();
    await expect(asked).rejects.toThrow(WorkerLostError);
    expect(jobs()).toEqual([]);
  });

  it.each([
    [
      'that wrote too much',
      () =>
        kubelet.evict('Usage of EmptyDir volume "work" exceeds the limit "1".'),
      'Raise greenroom.compute.disk',
    ],
    [
      'that was out of memory',
      async () => kubelet.oomKill(),
      'Raise greenroom.compute.memory',
    ],
  ])('names the setting for a pod %s', async (_, end, setting) => {
    const heard: string[] = [];
    const asked = ask(await open(), 'wait', { heard });
    asked.catch(() => {});
    await until(() => heard.includes('it began'));
    await end();
    await expect(asked).rejects.toThrow(setting);
  });

  it('learns of an end from the list where a watch broke and its version is forgotten', async () => {
    const heard: string[] = [];
    const asked = ask(await open(), 'wait', { heard });
    asked.catch(() => {});
    await until(() => heard.includes('it began'));
    server.store.forget();
    server.cutWatches();
    await kubelet.evict();
    await expect(asked).rejects.toThrow(WorkerLostError);
  });

  it('gets its answer while the API server is away', async () => {
    const heard: string[] = [];
    const asked = ask(await open(), 'think', { heard });
    await until(() => heard.includes('it began'));
    server.trouble = () => ({ code: 503, message: 'away' });
    server.cutWatches();
    expect(await asked).toMatchObject({ type: 'result' });
  });

  it('waits as long as it is told where the server asks for patience', async () => {
    let asked = 0;
    server.trouble = (method, resource) =>
      method === 'POST' && resource === 'jobs' && ++asked === 1
        ? { code: 429, message: 'slow down', headers: { 'retry-after': '1' } }
        : undefined;
    const heard: string[] = [];
    await ask(await open(), 'environment', { heard });
    expect(heard.join()).toContain('asks for patience (429: slow down)');
  });

  it('waits for a quota, and fails with what to do', async () => {
    server.trouble = (method, resource) =>
      method === 'POST' && resource === 'jobs'
        ? { code: 403, message: 'jobs is forbidden: exceeded quota: all' }
        : undefined;
    const heard: string[] = [];
    const asked = ask(await open({ waitSeconds: 1 }), 'environment', { heard });
    await expect(asked).rejects.toThrow('greenroom.compute.kubernetes.wait');
    expect(heard.join()).toContain('exceeded quota: all');
  });

  it('waits for pods that a quota refuses, and fails with what to do', async () => {
    server.controller.refusePods();
    await expect(
      ask(await open({ waitSeconds: 1 }), 'environment'),
    ).rejects.toThrow(/exceeded quota: workers.*kubernetes\.wait/);
  });

  it('waits for a node, and fails with what the scheduler says', async () => {
    kubelet.hasRoom = false;
    await expect(
      ask(await open({ waitSeconds: 1 }), 'environment'),
    ).rejects.toThrow('1 Insufficient memory');
  });

  it('says so where it is not known, or not let in', async () => {
    const unknown = await open({}, { token: 'somebody' });
    await expect(ask(unknown, 'environment')).rejects.toThrow('(401');
    server.trouble = () => ({ code: 403, message: 'jobs is forbidden' });
    await expect(ask(await open(), 'environment')).rejects.toThrow(
      'manifests/rbac.yaml',
    );
  });

  it('holds the network shut where a policy shuts it', async () => {
    const executor = await open();
    const network = async () =>
      (await executor.guarantees()).find(({ name }) => name === 'network');
    expect(await network()).toMatchObject({ held: false });
    server.store.add('networkpolicies', {
      metadata: { name: 'workers' },
      spec: {
        podSelector: {
          matchLabels: { 'app.kubernetes.io/name': 'greenroom-worker' },
        },
        policyTypes: ['Egress'],
        egress: [{ to: [{ podSelector: {} }] }],
      },
    });
    expect(await network()).toMatchObject({ held: true });
  });
});
