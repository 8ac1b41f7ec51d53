import type {
  ComputeExecutor,
  ComputeLimits,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { KubeConfig } from '@kubernetes/client-node';
import type { KubernetesConfig } from './executorParts';
import type { StandInKubelet } from '../kubelet/StandInKubelet';

/** A cluster, and a portal that has computations done there. */
export type Site = {
  readonly admin: KubeConfig;
  /** With no rights but those of manifests/rbac.yaml. */
  readonly portal: KubeConfig;
  readonly namespace: string;
  readonly image: string;
  readonly kubelet: StandInKubelet;
  restartApiServer(): Promise<void>;
  open(
    site: Site,
    options?: {
      readonly limits?: ComputeLimits;
      readonly config?: Partial<KubernetesConfig>;
    },
  ): Promise<{ readonly executor: ComputeExecutor; close(): void }>;
};
