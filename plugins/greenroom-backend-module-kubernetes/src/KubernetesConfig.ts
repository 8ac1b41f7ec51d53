import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import type { V1Toleration } from '@kubernetes/client-node';

/** Where and how computations are Jobs, as `greenroom.compute.kubernetes` says. */
export type KubernetesConfig = {
  /** Undefined: the cluster that the portal itself is in, else the default kubeconfig. */
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace: string;
  readonly image: string;
  readonly imagePullPolicy?: string;
  readonly imagePullSecrets: readonly string[];
  readonly serviceAccount?: string;
  readonly priorityClass?: string;
  readonly runtimeClass?: string;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly V1Toleration[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** A quantity of Kubernetes: what a pod asks for, and may use. */
  readonly cpu: string;
  /** How long a computation waits for room before it fails. */
  readonly waitSeconds: number;
  /** How long a Job that ended is kept, for its log. */
  readonly keptSeconds: number;
  readonly portal: {
    /** Of this replica, as a pod reaches it. */
    readonly address: string;
    /** Certificates that its own must lead to, where no public authority signed it. */
    readonly caFile?: string;
  };
};

const KEY = 'greenroom.compute.kubernetes';
const DEFAULT_WAIT: HumanDuration = { minutes: 30 };
const DEFAULT_KEPT: HumanDuration = { minutes: 10 };
/** Inference has one thread a session. */
const DEFAULT_CPU = '1';

/**
 * Undefined where computations are not done on Kubernetes.
 *
 * @throws InputError where a token would go over the network in the clear
 */
export function readKubernetesConfig(
  root: RootConfigService,
): KubernetesConfig | undefined {
  const config = root.getOptionalConfig(KEY);
  if (!config) return undefined;
  const seconds = (key: string, otherwise: HumanDuration) =>
    durationToMilliseconds(
      config.has(key) ? readDurationFromConfig(config, { key }) : otherwise,
    ) / 1000;
  const words = (key: string) =>
    config.getOptional<Record<string, string>>(key) ?? {};
  return {
    kubeconfig: config.getOptionalString('kubeconfig'),
    context: config.getOptionalString('context'),
    namespace: config.getString('namespace'),
    image: config.getString('image'),
    imagePullPolicy: config.getOptionalString('imagePullPolicy'),
    imagePullSecrets: config.getOptionalStringArray('imagePullSecrets') ?? [],
    serviceAccount: config.getOptionalString('serviceAccount'),
    priorityClass: config.getOptionalString('priorityClass'),
    runtimeClass: config.getOptionalString('runtimeClass'),
    nodeSelector: words('nodeSelector'),
    tolerations: config.getOptional<V1Toleration[]>('tolerations') ?? [],
    labels: words('labels'),
    annotations: words('annotations'),
    cpu: String(config.getOptional('cpu') ?? DEFAULT_CPU),
    waitSeconds: seconds('wait', DEFAULT_WAIT),
    keptSeconds: seconds('retention', DEFAULT_KEPT),
    portal: {
      address: safeAddress(
        config.getString('portal.address'),
        config.getOptionalBoolean('portal.allowHttp') ?? false,
      ),
      caFile: config.getOptionalString('portal.caFile'),
    },
  };
}

function safeAddress(address: string, allowHttp: boolean): string {
  const key = `${KEY}.portal.address`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new InputError(
      `${key} is no address: ${address}. Say how a pod reaches this replica, such as https://\${POD_IP}:7007.`,
    );
  if (url.protocol === 'http:' && !allowHttp)
    throw new InputError(
      `${key} is ${address}: tokens and rows would go over the network in the clear. Give the backend a certificate (backend.https), or set ${KEY}.portal.allowHttp where a service mesh encrypts what pods say.`,
    );
  return address.replace(/\/$/, '');
}
