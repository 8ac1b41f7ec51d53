import type { ComputeGuarantee } from '@greenroom/backstage-plugin-greenroom-node';

/** What the cluster says of its network; undefined where it says nothing. */
export type Network = {
  readonly egress: 'shut' | 'open' | 'unknown';
  /** Why it is unknown. */
  readonly message?: string;
};

/** What holds of a computation in a pod. */
export function kubernetesGuarantees(network: Network): ComputeGuarantee[] {
  const shut = network.egress === 'shut';
  return [
    {
      name: 'memory',
      held: true,
      text: 'It ends when its processes hold more memory than it may; its pod has a limit above that.',
    },
    {
      name: 'time',
      held: true,
      text: 'It ends when it takes longer than it may; its Job has a deadline above that.',
    },
    {
      name: 'disk',
      held: true,
      text: 'It ends when it leaves more in its work folder than it may; its pod has a limit above that.',
    },
    {
      name: 'network',
      held: shut,
      text: 'It sends only where the network policies of its namespace let it, where the cluster enforces them.',
      remedy: shut ? undefined : networkRemedy(network),
    },
    {
      name: 'processes',
      held: true,
      text: 'It sees no process but those of its container.',
    },
    {
      name: 'files',
      held: true,
      text: 'It sees no files but its inputs, its work folder and its image, which it cannot write.',
    },
    {
      name: 'orphans',
      held: true,
      text: 'It ends within half a minute of the backend, however that ends: its token is known no more.',
    },
  ];
}

function networkRemedy({ egress, message }: Network): string {
  const apply =
    "Apply the plugin's manifests/network-policy.yaml: egress of workers to the portal only.";
  return egress === 'open'
    ? `No network policy shuts what workers send. ${apply}`
    : `Network policies cannot be read (${message}). Bind the plugin's manifests/rbac.yaml to the portal's service account. ${apply}`;
}
