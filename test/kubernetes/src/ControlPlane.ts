import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '@greenroom/test-bench';
import { CoreV1Api, KubeConfig, VersionApi } from '@kubernetes/client-node';

const TOKENS = { admin: 'the-administrator', portal: 'the-portal' };
const PATIENCE_MILLIS = 120_000;
/** Those that Jobs, their Secrets and quotas need; a node's life is the stand-in's. */
const CONTROLLERS = [
  'job-controller',
  'ttl-after-finished-controller',
  'garbage-collector-controller',
  'resourcequota-controller',
  'serviceaccount-controller',
  'serviceaccount-token-controller',
];

/**
 * Kubernetes' own API server and controllers over its own etcd, on ports of
 * this machine: `test/kubernetes/controlPlane` built by Go.
 */
export class ControlPlane {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'greenroom-plane-'));
  readonly #processes = new Map<string, ChildProcess>();
  #apiServer: readonly string[] = [];
  #port = 0;

  private constructor(private readonly program: string) {}

  /** @param program - the path of what Go built */
  static async start(program: string): Promise<ControlPlane> {
    const plane = new ControlPlane(program);
    try {
      await plane.#start();
    } catch (error) {
      await plane.stop();
      throw error;
    }
    return plane;
  }

  /** Of an administrator, or of the portal with what its role lets it do. */
  kubeConfig(who: keyof typeof TOKENS): KubeConfig {
    const config = new KubeConfig();
    config.loadFromClusterAndUser(
      {
        name: 'plane',
        server: `https://127.0.0.1:${this.#port}`,
        skipTLSVerify: true,
      },
      { name: who, token: TOKENS[who] },
    );
    return config;
  }

  async version(): Promise<string> {
    const api = this.kubeConfig('admin').makeApiClient(VersionApi);
    return (await api.getCode()).gitVersion;
  }

  /** Kills it; it comes back with what etcd has. */
  async restartApiServer(): Promise<void> {
    const running = this.#processes.get('kube-apiserver')!;
    const gone = new Promise(done => running.once('close', done));
    running.kill('SIGKILL');
    await gone;
    this.#run('kube-apiserver', this.#apiServer);
    await this.#ready();
  }

  async stop(): Promise<void> {
    for (const child of [...this.#processes.values()].reverse()) {
      if (child.exitCode !== null) continue;
      child.kill('SIGKILL');
      await new Promise(done => child.once('close', done));
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #start(): Promise<void> {
    const [etcd, peer, api] = await Promise.all([
      freePort(),
      freePort(),
      freePort(),
    ]);
    this.#port = api;
    this.#run('etcd', [
      `--data-dir=${path.join(this.#folder, 'etcd')}`,
      `--listen-client-urls=http://127.0.0.1:${etcd}`,
      `--advertise-client-urls=http://127.0.0.1:${etcd}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-cluster=default=http://127.0.0.1:${peer}`,
      '--unsafe-no-fsync',
    ]);
    const key = this.#write('service-accounts.key', newKey());
    const tokens = this.#write(
      'tokens.csv',
      `${TOKENS.admin},admin,1,"system:masters"\n${TOKENS.portal},portal,2\n`,
    );
    this.#apiServer = [
      `--etcd-servers=http://127.0.0.1:${etcd}`,
      `--secure-port=${api}`,
      '--bind-address=127.0.0.1',
      `--cert-dir=${path.join(this.#folder, 'certificates')}`,
      `--token-auth-file=${tokens}`,
      '--authorization-mode=RBAC',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${key}`,
      `--service-account-signing-key-file=${key}`,
      '--service-cluster-ip-range=10.0.0.0/24',
      '--endpoint-reconciler-type=none',
      '--enable-admission-plugins=PodSecurity,ResourceQuota',
      '--kubelet-preferred-address-types=InternalIP',
    ];
    this.#run('kube-apiserver', this.#apiServer);
    await this.#ready();
    const kubeconfig = this.#write(
      'kubeconfig',
      this.kubeConfig('admin').exportConfig(),
    );
    this.#run('kube-controller-manager', [
      `--kubeconfig=${kubeconfig}`,
      `--service-account-private-key-file=${key}`,
      '--use-service-account-credentials=false',
      '--leader-elect=false',
      '--secure-port=0',
      `--controllers=${CONTROLLERS.join(',')}`,
    ]);
  }

  async #ready(): Promise<void> {
    const core = this.kubeConfig('admin').makeApiClient(CoreV1Api);
    const until = Date.now() + PATIENCE_MILLIS;
    for (;;) {
      try {
        await core.readNamespace({ name: 'default' });
        return;
      } catch (error) {
        const ended = [...this.#processes.values()].find(
          ({ exitCode }) => exitCode !== null,
        );
        if (ended || Date.now() > until)
          throw new Error(
            `The control plane did not come up; its logs: ${
              this.#folder
            }. ${error}`,
          );
        await setTimeout(500);
      }
    }
  }

  #run(name: string, args: readonly string[]): void {
    const log = createWriteStream(path.join(this.#folder, `${name}.log`));
    const child = spawn(this.program, [name, ...args], {
      cwd: this.#folder,
      env: { PATH: process.env.PATH, HOME: this.#folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout!.pipe(log, { end: false });
    child.stderr!.pipe(log, { end: false });
    this.#processes.set(name, child);
  }

  #write(name: string, text: string): string {
    const file = path.join(this.#folder, name);
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  }
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }) as string;
}
