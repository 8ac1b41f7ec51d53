import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {
  ComputeContext,
  ComputeLimits,
} from '@greenroom/backstage-plugin-greenroom-node';
import { Report } from '@greenroom/test-bench';
import { ControlPlane } from './ControlPlane';
import { CASE_LIMITS, EXECUTOR_CASES } from './executorCases';
import {
  Cluster,
  type KubernetesConfig,
  KubernetesExecutor,
} from './proof/executorParts';
import { FAULTS } from './proof/faults';
import { NAMESPACE, prepareNamespace } from './proof/prepareNamespace';
import { runInShards } from './proof/runInShards';
import type { Site } from './proof/Site';
import { StandInKubelet } from './kubelet/StandInKubelet';
import { startLogServer } from './kubelet/startLogServer';
import { startCalls } from './startCalls';
import { obedientImage, workerImage } from './workerImage';

/**
 * `npm run proof -- kubernetes`: the executor's contract, and what may go wrong
 * in a cluster, against Kubernetes' own API server and controllers. Only the
 * node is a stand-in. Say where the control plane is by
 * GREENROOM_CONTROL_PLANE; `go build` in test/kubernetes/controlPlane makes it.
 */
const PROGRAM = process.env.GREENROOM_CONTROL_PLANE;
const IMAGE = 'registry.test/greenroom-worker:1';
const REAL_IMAGE = 'registry.test/greenroom-worker:real';
const SMALL_JOBS = 10;

const TABLE_ROWS = 10_000;

const report = new Report();
const ignore: ComputeContext = {
  signal: new AbortController().signal,
  progress: () => {},
  log: () => {},
};

async function main(program: string): Promise<void> {
  const began = Date.now();
  const plane = await ControlPlane.start(program);
  let kubelet: StandInKubelet | undefined;
  const logs = await startLogServer(() => kubelet);
  try {
    const admin = plane.kubeConfig('admin');
    await prepareNamespace(admin, logs.port);
    kubelet = new StandInKubelet(
      admin,
      NAMESPACE,
      new Map([
        [IMAGE, obedientImage()],
        [REAL_IMAGE, workerImage()],
      ]),
    );
    report.print(
      `Kubernetes ${await plane.version()}: API server, controllers and etcd are up after ${
        (Date.now() - began) / 1000
      } s; the kubelet is a stand-in.`,
    );
    const site: Site = {
      admin,
      portal: plane.kubeConfig('portal'),
      namespace: NAMESPACE,
      image: IMAGE,
      kubelet,
      restartApiServer: () => plane.restartApiServer(),
      open,
    };
    for (const { title, run } of EXECUTOR_CASES)
      await held(title, async () => {
        const opened: (() => void)[] = [];
        try {
          await run(async limits => {
            const { executor, close } = await open(site, { limits });
            opened.push(close);
            return executor;
          });
        } finally {
          opened.forEach(close => close());
        }
      });
    for (const { title, run } of FAULTS) await held(title, () => run(site));
    await held('the real worker reads a table', () => readTable(site));
    await runInShards(site, REAL_IMAGE, report);
    await measure(site);
  } finally {
    await kubelet?.stop();
    logs.close();
    await plane.stop();
  }
}

async function held(title: string, run: () => Promise<void>): Promise<void> {
  const began = Date.now();
  const outcome = await run().then(
    () => 'held',
    (error: Error) => error.message,
  );
  report.same(`${title} (${(Date.now() - began) / 1000} s)`, outcome, 'held');
}

/** An executor with the rights of the portal, and a portal for its workers. */
async function open(
  site: Site,
  options: {
    readonly limits?: ComputeLimits;
    readonly config?: Partial<KubernetesConfig>;
  } = {},
) {
  const { limits = CASE_LIMITS, config = {} } = options;
  const calls = await startCalls(limits);
  const executor = new KubernetesExecutor(
    new Cluster(site.portal, NAMESPACE),
    {
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
      ...config,
    },
    { limits, calls: calls.desk },
  );
  return { executor, close: calls.close };
}

/** By the program that computations have, with the limits that they have. */
async function readTable(site: Site): Promise<void> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-table-'));
  const outDirectory = path.join(directory, 'out');
  const file = path.join(directory, 'table.csv');
  const rows = Array.from({ length: TABLE_ROWS }, (_, i) => `${i},${i % 7}\n`);
  writeFileSync(file, `id,value\n${rows.join('')}`);
  mkdirSync(outDirectory);
  const { executor, close } = await open(site, {
    limits: { memoryBytes: 2e9, timeSeconds: 60, diskBytes: 1e9 },
    config: { image: REAL_IMAGE },
  });
  try {
    const answer = await executor.compute(
      {
        jobId: 'a-table',
        task: {
          kind: 'profile',
          input: {
            table: { path: file, format: 'csv' },
            manifest: { kind: 'dataset', name: 'table', key: 'id' },
          },
        },
        inputs: [file],
        outDirectory,
      },
      ignore,
    );
    assert.equal(answer.type, 'result', JSON.stringify(answer));
    const left = readdirSync(outDirectory);
    for (const name of ['profile.json', 'table.parquet'])
      assert.ok(left.includes(name), `left: ${left}`);
  } finally {
    close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** From the question to its answer, one after the other. */
async function measure(site: Site): Promise<void> {
  const { executor, close } = await open(site);
  const seconds: number[] = [];
  for (let i = 0; i < SMALL_JOBS; i++) {
    const outDirectory = mkdtempSync(
      path.join(os.tmpdir(), 'greenroom-compute-'),
    );
    const began = Date.now();
    await executor.compute(
      {
        jobId: `small-${i}`,
        task: { kind: 'environment' },
        inputs: [],
        outDirectory,
      },
      ignore,
    );
    seconds.push((Date.now() - began) / 1000);
    rmSync(outDirectory, { recursive: true });
  }
  close();
  seconds.sort((a, b) => a - b);
  report.print(
    `From a question to its answer, worker's start included: median ${
      seconds[SMALL_JOBS / 2]
    } s, at most ${seconds.at(-1)} s of ${SMALL_JOBS}.`,
  );
}

if (PROGRAM === undefined) {
  report.print(
    'Say where the control plane is: GREENROOM_CONTROL_PLANE. `cd test/kubernetes/controlPlane && go build -o PLACE .` makes it (Go 1.26, some 15 minutes of a core).',
  );
  process.exit(2);
}
main(path.resolve(PROGRAM))
  .then(() => report.end())
  .then(
    () => process.exit(0),
    error => {
      console.error(error);
      process.exit(1);
    },
  );
