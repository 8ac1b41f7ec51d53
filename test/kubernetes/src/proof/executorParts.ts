/* eslint-disable @backstage/no-forbidden-package-imports -- the module shows nothing but itself, so that a portal without a cluster does not load the client */
export { Cluster } from '@greenroom/backstage-plugin-greenroom-backend-module-kubernetes/src/Cluster';
export type { KubernetesConfig } from '@greenroom/backstage-plugin-greenroom-backend-module-kubernetes/src/KubernetesConfig';
export { KubernetesExecutor } from '@greenroom/backstage-plugin-greenroom-backend-module-kubernetes/src/KubernetesExecutor';
