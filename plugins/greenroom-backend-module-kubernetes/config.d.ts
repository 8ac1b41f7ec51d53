import type { HumanDuration } from '@backstage/types';

export interface Config {
  greenroom?: {
    compute?: {
      /**
       * Where given, computations are Jobs of this cluster instead of processes
       * of the portal's machine. What each may use is said by
       * `greenroom.compute`.
       * @visibility backend
       */
      kubernetes?: {
        /**
         * A file. Default: the cluster that the portal itself runs in, else
         * what `kubectl` would use.
         */
        kubeconfig?: string;
        /** Of the kubeconfig. Default: its current one. */
        context?: string;
        /** Jobs and their Secrets are made there, and nothing else. */
        namespace: string;
        /** Built by the plugin's worker/Dockerfile, of the portal's own version. */
        image: string;
        imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
        /** Names of Secrets in the namespace. */
        imagePullSecrets?: string[];
        /** Of the pods; they get no token of it. Default: the namespace's. */
        serviceAccount?: string;
        priorityClass?: string;
        /** Such as `gvisor`, for a wall between a stranger's model and the node. */
        runtimeClass?: string;
        nodeSelector?: { [label: string]: string };
        /** Such as those of spot nodes: what is lost there is done again. */
        tolerations?: Array<{
          key?: string;
          operator?: 'Exists' | 'Equal';
          value?: string;
          effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
          tolerationSeconds?: number;
        }>;
        /** Beside those that Greenroom gives to Jobs and pods. */
        labels?: { [label: string]: string };
        annotations?: { [name: string]: string };
        /** A quantity of Kubernetes. Default: 1. */
        cpu?: number | string;
        /** How long a computation waits for room. Default: 30 minutes. */
        wait?: HumanDuration | string;
        /** How long a Job that ended is kept. Default: 10 minutes. */
        retention?: HumanDuration | string;
        /** Where workers fetch their task and leave their answer. */
        portal: {
          /**
           * Of this replica, as a pod reaches it, such as
           * `https://${POD_IP}:7007`. With several replicas, an address that
           * all of them share will not do.
           */
          address: string;
          /** PEM file that the portal's certificate leads to, where no public authority signed it. */
          caFile?: string;
          /** Where a service mesh encrypts what pods say. Default: false. */
          allowHttp?: boolean;
        };
      };
    };
  };
}
