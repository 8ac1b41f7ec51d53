import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CoreV1Api,
  type KubeConfig,
  KubernetesObjectApi,
  loadAllYaml,
  PatchStrategy,
  RbacAuthorizationV1Api,
  setHeaderOptions,
} from '@kubernetes/client-node';

export const NAMESPACE = 'greenroom-workers';

const MANIFESTS = path.join(
  path.dirname(
    require.resolve(
      '@greenroom/backstage-plugin-greenroom-backend-module-kubernetes/package.json',
    ),
  ),
  'manifests',
);

/** Applies the plugin's own manifests, gives the portal its role, and registers the one node. */
export async function prepareNamespace(
  admin: KubeConfig,
  kubeletPort: number,
): Promise<void> {
  const objects = KubernetesObjectApi.makeApiClient(admin);
  for (const name of ['namespace', 'rbac', 'network-policy'])
    for (const object of loadAllYaml(
      readFileSync(path.join(MANIFESTS, `${name}.yaml`), 'utf8'),
    ))
      await objects.create(object);
  await admin
    .makeApiClient(RbacAuthorizationV1Api)
    .createNamespacedRoleBinding({
      namespace: NAMESPACE,
      body: {
        metadata: { name: 'the-portal' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name: 'greenroom-compute',
        },
        subjects: [{ kind: 'User', name: 'portal' }],
      },
    });
  const core = admin.makeApiClient(CoreV1Api);
  await core.createNode({ body: { metadata: { name: 'stand-in' } } });
  await core.patchNodeStatus(
    {
      name: 'stand-in',
      body: {
        status: {
          addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
          daemonEndpoints: { kubeletEndpoint: { Port: kubeletPort } },
        },
      },
    },
    setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
  );
}
