import type { V1Job, V1Secret } from '@kubernetes/client-node';

/** What a worker must know to be let in. */
export type CallCard = {
  /** Of the portal's routes for workers. */
  readonly url: string;
  readonly token: string;
  /** PEM. */
  readonly certificates?: string;
};

/** A Secret that goes with its Job, so that no token stands in a Job's spec or in an environment. */
export function secretOf(job: V1Job, card: CallCard): V1Secret {
  const { name, namespace, labels, uid } = job.metadata!;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    immutable: true,
    metadata: {
      name,
      namespace,
      labels,
      ownerReferences: [
        {
          apiVersion: 'batch/v1',
          kind: 'Job',
          name: name!,
          uid: uid!,
          controller: true,
          blockOwnerDeletion: false,
        },
      ],
    },
    stringData: {
      url: card.url,
      token: card.token,
      ...(card.certificates !== undefined && { 'ca.crt': card.certificates }),
    },
  };
}
