import { KubeConfig } from '@kubernetes/client-node';
import { InputError } from '@backstage/errors';
import { Cluster } from './Cluster';
import type { KubernetesConfig } from './KubernetesConfig';

/**
 * The cluster of a kubeconfig, or the one that the portal itself is in.
 *
 * @throws InputError where the kubeconfig has no such context
 */
export function openCluster(
  config: Pick<KubernetesConfig, 'kubeconfig' | 'context' | 'namespace'>,
): Cluster {
  const kubeConfig = new KubeConfig();
  if (config.kubeconfig === undefined) kubeConfig.loadFromDefault();
  else kubeConfig.loadFromFile(config.kubeconfig);
  if (config.context !== undefined)
    kubeConfig.setCurrentContext(config.context);
  if (!kubeConfig.getCurrentCluster())
    throw new InputError(
      `greenroom.compute.kubernetes.context: the kubeconfig has no context ${kubeConfig.getCurrentContext()}.`,
    );
  return new Cluster(kubeConfig, config.namespace);
}
