import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { V1Container, V1Pod, V1Secret } from '@kubernetes/client-node';

/** How a container's program ended. */
export type Ended = {
  readonly exitCode: number;
  /** Told by whoever ended it. */
  readonly reason?: string;
};

/** The command that stands for an image: its entry point before the container's arguments, and what follows them. */
export type Image = (args: readonly string[]) => readonly string[];

/**
 * A pod's container as a process of this machine: its volumes are folders, and
 * where its arguments and environment name a place in a mount, they name the
 * folder. No namespaces and no limits: a stand-in is trusted.
 */
export class PodProcess {
  readonly ended: Promise<Ended>;
  readonly logFile: string;
  readonly #child: ChildProcess;
  #reason: string | undefined;

  private constructor(child: ChildProcess, logFile: string) {
    this.#child = child;
    this.logFile = logFile;
    this.ended = new Promise(resolve =>
      child.once('close', (code, signal) =>
        resolve({
          exitCode: code ?? (signal === 'SIGTERM' ? 143 : 137),
          reason: this.#reason,
        }),
      ),
    );
  }

  /** @param secrets - of the pod's volumes, by name */
  static start(
    pod: V1Pod,
    folder: string,
    image: Image,
    secrets: ReadonlyMap<string, V1Secret>,
  ): PodProcess {
    const [container] = pod.spec!.containers;
    const places = mount(pod, container, folder, secrets);
    const here = (text: string) => {
      const mounted = places.find(
        ({ mountPath }) =>
          text === mountPath || text.startsWith(`${mountPath}/`),
      );
      return mounted
        ? mounted.place + text.slice(mounted.mountPath.length)
        : text;
    };
    const [program, ...args] = image((container.args ?? []).map(here));
    const env = Object.fromEntries(
      (container.env ?? []).map(({ name, value }) => [name, here(value ?? '')]),
    );
    const child = spawn(program, args, {
      env: { PATH: process.env.PATH, HOSTNAME: pod.metadata!.name, ...env },
      // A group of its own, so that what it starts ends with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const logFile = path.join(folder, 'log');
    const log = createWriteStream(logFile);
    child.stdout!.pipe(log, { end: false });
    child.stderr!.pipe(log, { end: false });
    child.once('close', () => log.end());
    return new PodProcess(child, logFile);
  }

  /** @param reason - what the container's status then says, such as `OOMKilled` */
  kill(signal: 'SIGTERM' | 'SIGKILL', reason?: string): void {
    this.#reason ??= reason;
    try {
      if (this.#child.pid) process.kill(-this.#child.pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

type Place = { readonly mountPath: string; readonly place: string };

function mount(
  pod: V1Pod,
  container: V1Container,
  folder: string,
  secrets: ReadonlyMap<string, V1Secret>,
): readonly Place[] {
  const index =
    pod.metadata?.labels?.['batch.kubernetes.io/job-completion-index'] ?? '';
  return (container.volumeMounts ?? []).map(
    ({ name, mountPath, subPathExpr }) => {
      const volume = pod.spec!.volumes!.find(other => other.name === name)!;
      const root = path.join(folder, 'volumes', name);
      mkdirSync(root, { recursive: true });
      const secret = secrets.get(volume.secret?.secretName ?? '');
      const { data = {} } = secret ?? {};
      const items =
        volume.secret?.items ??
        Object.keys(data).map(key => ({ key, path: key }));
      for (const item of items) {
        const file = path.join(root, item.path);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, Buffer.from(data[item.key], 'base64'), {
          mode: 0o440,
        });
      }
      const below = subPathExpr?.replace('$(JOB_COMPLETION_INDEX)', index);
      return { mountPath, place: path.join(root, below ?? '') };
    },
  );
}
