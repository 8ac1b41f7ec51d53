import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  CoreV1Api,
  type KubeConfig,
  PatchStrategy,
  setHeaderOptions,
  type V1Pod,
  type V1PodStatus,
  type V1Secret,
} from '@kubernetes/client-node';
import { type Ended, type Image, PodProcess } from './PodProcess';
import { writeLog } from './writeLog';

const LOOK_MILLIS = 100;
const FINAL = new Set(['Succeeded', 'Failed']);

/**
 * A scheduler with one node and its kubelet, without a container runtime:
 * binds pods, runs each as a process, and says of it what a kubelet would. On
 * demand it takes pods away as nodes do.
 */
export class StandInKubelet {
  readonly #core: CoreV1Api;
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'greenroom-kubelet-'));
  readonly #processes = new Map<string, PodProcess>();
  readonly #begun = new Set<string>();
  readonly #stopped = new AbortController();
  readonly #loop: Promise<void>;
  /** Whether its node has room. */
  hasRoom = true;

  constructor(
    kubeConfig: KubeConfig,
    private readonly namespace: string,
    private readonly images: ReadonlyMap<string, Image>,
    private readonly node: string = 'stand-in',
  ) {
    this.#core = kubeConfig.makeApiClient(CoreV1Api);
    this.#loop = this.#run();
  }

  /** Processes that run. */
  get running(): number {
    return this.#processes.size;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#loop;
    for (const running of this.#processes.values()) running.kill('SIGKILL');
    await Promise.all([...this.#processes.values()].map(({ ended }) => ended));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The node has too little of something, or goes: the eviction API and node-pressure eviction say it so. */
  async evict(
    message: string = 'The node was low on resource: memory.',
    isOn: (pod: string) => boolean = () => true,
  ) {
    await this.#takeAway(isOn, {
      phase: 'Failed',
      reason: 'Evicted',
      message,
      conditions: [
        {
          type: 'DisruptionTarget',
          status: 'True',
          reason: 'TerminationByKubelet',
          message,
        },
      ],
    });
  }

  /** As the kernel does to a container over its limit. */
  oomKill(): void {
    for (const running of this.#processes.values())
      running.kill('SIGKILL', 'OOMKilled');
  }

  /** The node is gone, and somebody removes what was on it by force. */
  async loseNode(): Promise<void> {
    const names = [...this.#processes.keys()];
    for (const running of this.#processes.values()) running.kill('SIGKILL');
    await Promise.all(names.map(name => this.#remove(name)));
  }

  /** What a container has written so far, and, while it runs, what it goes on to write. */
  async writeLog(
    pod: string,
    to: NodeJS.WritableStream & { end(): void },
  ): Promise<void> {
    const running = this.#processes.get(pod);
    await writeLog(
      path.join(this.#folder, pod, 'log'),
      to,
      running?.ended ?? Promise.resolve(),
    );
  }

  async #run(): Promise<void> {
    const { namespace } = this;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const { items } = await this.#core
        .listNamespacedPod({ namespace })
        .catch(() => ({ items: [] as V1Pod[] }));
      await Promise.all(
        items.map(pod => this.#look(pod).catch(error => this.#say(error))),
      );
      await setTimeout(LOOK_MILLIS, undefined, { signal }).catch(() => {});
    }
  }

  async #look(pod: V1Pod): Promise<void> {
    const name = pod.metadata!.name!;
    const running = this.#processes.get(name);
    if (pod.metadata!.deletionTimestamp) {
      running?.kill('SIGKILL');
      await running?.ended;
      await this.#remove(name);
    } else if (FINAL.has(pod.status?.phase ?? '') || running) return;
    else if (!pod.spec!.nodeName) await this.#bind(name);
    else if (!this.#begun.has(name)) await this.#begin(pod);
  }

  async #bind(name: string): Promise<void> {
    const { namespace } = this;
    if (this.hasRoom)
      await this.#core.createNamespacedPodBinding({
        namespace,
        name,
        body: {
          metadata: { name },
          target: { apiVersion: 'v1', kind: 'Node', name: this.node },
        },
      });
    else
      await this.#tell(name, {
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/1 nodes are available: 1 Insufficient memory.',
          },
        ],
      });
  }

  async #begin(pod: V1Pod): Promise<void> {
    const name = pod.metadata!.name!;
    const [container] = pod.spec!.containers;
    const image = this.images.get(container.image ?? '');
    if (!image) {
      await this.#waits(pod, 'ImagePullBackOff', `no ${container.image}`);
      return;
    }
    const secrets = await this.#secretsOf(pod);
    // Its mount fails, and is tried again.
    if (!secrets) return;
    this.#begun.add(name);
    const folder = path.join(this.#folder, name);
    mkdirSync(folder);
    const running = PodProcess.start(pod, folder, image, secrets);
    this.#processes.set(name, running);
    const { activeDeadlineSeconds } = pod.spec!;
    const deadline =
      activeDeadlineSeconds &&
      globalThis.setTimeout(
        () => running.kill('SIGKILL', 'DeadlineExceeded'),
        activeDeadlineSeconds * 1000,
      );
    void running.ended.then(async ended => {
      clearTimeout(deadline);
      await this.#ended(pod, ended);
      this.#processes.delete(name);
    });
    await this.#tell(name, {
      phase: 'Running',
      startTime: new Date(),
      containerStatuses: [
        this.#container(pod, { running: { startedAt: new Date() } }),
      ],
    });
  }

  async #ended(pod: V1Pod, { exitCode, reason }: Ended): Promise<void> {
    if (reason === 'taken') return;
    const otherwise = exitCode === 0 ? 'Completed' : 'Error';
    await this.#tell(pod.metadata!.name!, {
      phase: exitCode === 0 ? 'Succeeded' : 'Failed',
      ...(reason === 'DeadlineExceeded' && { reason }),
      containerStatuses: [
        this.#container(pod, {
          terminated: { exitCode, reason: reason ?? otherwise },
        }),
      ],
    });
  }

  async #takeAway(
    isOn: (pod: string) => boolean,
    status: Partial<V1PodStatus>,
  ): Promise<void> {
    const taken = [...this.#processes].filter(([name]) => isOn(name));
    for (const [name, running] of taken) {
      running.kill('SIGKILL', 'taken');
      await running.ended;
      await this.#tell(name, status);
    }
  }

  async #waits(pod: V1Pod, reason: string, message: string): Promise<void> {
    await this.#tell(pod.metadata!.name!, {
      phase: 'Pending',
      containerStatuses: [
        this.#container(pod, { waiting: { reason, message } }),
      ],
    });
  }

  #container(
    pod: V1Pod,
    state: NonNullable<V1PodStatus['containerStatuses']>[number]['state'],
  ): NonNullable<V1PodStatus['containerStatuses']>[number] {
    const [{ name, image = '' }] = pod.spec!.containers;
    return {
      name,
      image,
      imageID: image,
      ready: state?.running !== undefined,
      restartCount: 0,
      state,
    };
  }

  /** Undefined while one of them is not there. */
  async #secretsOf(
    pod: V1Pod,
  ): Promise<ReadonlyMap<string, V1Secret> | undefined> {
    const { namespace } = this;
    const found = new Map<string, V1Secret>();
    for (const { secret } of pod.spec!.volumes ?? []) {
      if (!secret) continue;
      const name = secret.secretName!;
      const read = await this.#core
        .readNamespacedSecret({ namespace, name })
        .catch(() => undefined);
      if (!read) return undefined;
      found.set(name, read);
    }
    return found;
  }

  async #tell(name: string, status: Partial<V1PodStatus>): Promise<void> {
    const { namespace } = this;
    await this.#core
      .patchNamespacedPodStatus(
        { namespace, name, body: { status } },
        setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
      )
      .catch(error => this.#say(error));
  }

  async #remove(name: string): Promise<void> {
    const { namespace } = this;
    await this.#core
      .deleteNamespacedPod({ namespace, name, gracePeriodSeconds: 0 })
      .catch(() => {});
  }

  /** What is gone by the time it is told of, is told to nobody. */
  #say(error: unknown): void {
    const { code, message } = error as { code?: number; message?: string };
    if (code !== 404 && !this.#stopped.signal.aborted)
      process.stderr.write(`The stand-in kubelet: ${message}\n`);
  }
}
