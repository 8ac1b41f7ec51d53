import type { ComputeLimits } from '@greenroom/backstage-plugin-greenroom-node';
import type { V1Job, V1KeyToPath, V1PodSpec } from '@kubernetes/client-node';
import type { KubernetesConfig } from './KubernetesConfig';
import { CALL_LABEL, CONTAINER, JOB_LABEL, WORKER_LABELS } from './labels';
import { CERTIFICATES_KEY, tokenKey, URL_KEY } from './secretOf';

/** What one Job is to do. */
export type JobQuestion = {
  readonly name: string;
  readonly jobId: string;
  readonly callId: string;
  /** Workers, each an index of its own. */
  readonly shards: number;
  /** What a worker fetches before it begins. */
  readonly inputBytes: number;
};

/** Of the process that fetches and sends, beside the computation's own. */
const COURIER_BYTES = 256 * 1024 ** 2;
/** For the image, the inputs and the outputs; the computation's own time is kept to by the worker. */
const STAGING_SECONDS = 15 * 60;
/** To say that it was stopped; nothing is kept that it has by then. */
const GRACE_SECONDS = 5;
/** `node` in the worker's image. */
const USER = 1000;
const CALL_FOLDER = '/run/greenroom';
const WORK_FOLDER = '/work';

/**
 * An Indexed Job of a pod for each shard, each tried once: whoever has the lease
 * decides whether one is tried again. One that fails costs no other one.
 */
export function jobOf(
  question: JobQuestion,
  config: KubernetesConfig,
  limits: ComputeLimits,
): V1Job {
  const labels = {
    ...config.labels,
    ...WORKER_LABELS,
    [JOB_LABEL]: question.jobId,
    [CALL_LABEL]: question.callId,
  };
  const { shards } = question;
  const seconds = Math.ceil(limits.timeSeconds) + STAGING_SECONDS;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: question.name,
      namespace: config.namespace,
      labels,
      annotations: { ...config.annotations },
    },
    spec: {
      completionMode: 'Indexed',
      completions: shards,
      parallelism: shards,
      ...(shards === 1 ? { backoffLimit: 0 } : { backoffLimitPerIndex: 0 }),
      // The Job's clock runs while pods wait for room, a pod's does not; where there is room for one, they run in turn.
      activeDeadlineSeconds: shards * seconds + Math.ceil(config.waitSeconds),
      ttlSecondsAfterFinished: Math.ceil(config.keptSeconds),
      template: {
        metadata: { labels, annotations: { ...config.annotations } },
        spec: {
          ...podOf(question, config, limits),
          activeDeadlineSeconds: seconds,
        },
      },
    },
  };
}

function podOf(
  { inputBytes, name, shards }: JobQuestion,
  config: KubernetesConfig,
  limits: ComputeLimits,
): V1PodSpec {
  const diskBytes = `${Math.ceil(limits.diskBytes) + inputBytes}`;
  const resources = {
    cpu: config.cpu,
    memory: `${Math.ceil(limits.memoryBytes) + COURIER_BYTES}`,
    'ephemeral-storage': diskBytes,
  };
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: GRACE_SECONDS,
    serviceAccountName: config.serviceAccount,
    priorityClassName: config.priorityClass,
    runtimeClassName: config.runtimeClass,
    nodeSelector: { ...config.nodeSelector },
    tolerations: [...config.tolerations],
    imagePullSecrets: config.imagePullSecrets.map(secret => ({ name: secret })),
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: CONTAINER,
        image: config.image,
        imagePullPolicy: config.imagePullPolicy,
        args: [CALL_FOLDER, WORK_FOLDER],
        // Read when Node.js starts; of no effect where there is no such file.
        env: config.portal.caFile
          ? [
              {
                name: 'NODE_EXTRA_CA_CERTS',
                value: `${CALL_FOLDER}/${CERTIFICATES_KEY}`,
              },
            ]
          : [],
        resources: { requests: resources, limits: resources },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: [
          {
            name: 'call',
            mountPath: CALL_FOLDER,
            // Each sees its own token only.
            subPathExpr: '$(JOB_COMPLETION_INDEX)',
            readOnly: true,
          },
          { name: 'work', mountPath: WORK_FOLDER },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      {
        name: 'call',
        secret: {
          secretName: name,
          defaultMode: 0o440,
          items: cardItems(shards, config),
        },
      },
      { name: 'work', emptyDir: { sizeLimit: diskBytes } },
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
    ],
  };
}

/** A folder an index, with what its worker must know. */
function cardItems(
  shards: number,
  { portal }: KubernetesConfig,
): V1KeyToPath[] {
  const common = portal.caFile ? [URL_KEY, CERTIFICATES_KEY] : [URL_KEY];
  return Array.from({ length: shards }, (_, index) => [
    ...common.map(key => ({ key, path: `${index}/${key}` })),
    { key: tokenKey(index), path: `${index}/token` },
  ]).flat();
}
