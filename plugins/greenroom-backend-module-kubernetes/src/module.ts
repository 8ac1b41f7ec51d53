import { readFileSync } from 'node:fs';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { greenroomComputeExtensionPoint } from '@greenroom/backstage-plugin-greenroom-node';
import { readKubernetesConfig } from './KubernetesConfig';

/**
 * Where `greenroom.compute.kubernetes` is configured, computations are Jobs of
 * that cluster instead of processes of the portal's machine.
 */
export const greenroomModuleKubernetes = createBackendModule({
  pluginId: 'greenroom',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: {
        compute: greenroomComputeExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ compute, config }) {
        const settings = readKubernetesConfig(config);
        if (!settings) return;
        // The client is large; a portal without a cluster does not load it.
        const { openCluster } = await import('./openCluster');
        const { KubernetesExecutor } = await import('./KubernetesExecutor');
        const cluster = openCluster(settings);
        const { caFile } = settings.portal;
        const certificates =
          caFile === undefined ? undefined : readFileSync(caFile, 'utf8');
        compute.setExecutor(
          'kubernetes',
          site => new KubernetesExecutor(cluster, settings, site, certificates),
        );
      },
    });
  },
});
