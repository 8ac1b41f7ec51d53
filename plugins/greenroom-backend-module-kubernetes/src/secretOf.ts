import type { V1Job, V1Secret } from '@kubernetes/client-node';

/** What a Job's workers must know to be let in. */
export type CallCard = {
  /** Of the portal's routes for workers. */
  readonly url: string;
  /** By index, each for one worker. */
  readonly tokens: readonly string[];
  /** PEM. */
  readonly certificates?: string;
};

/** In the Secret, and as a worker finds it. */
export const URL_KEY = 'url';
export const CERTIFICATES_KEY = 'ca.crt';

export function tokenKey(index: number): string {
  return `token-${index}`;
}

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
      ...Object.fromEntries(
        card.tokens.map((token, index) => [tokenKey(index), token]),
      ),
      ...(card.certificates !== undefined && {
        [CERTIFICATES_KEY]: card.certificates,
      }),
    },
  };
}
