import type { SyncRecord } from '@greenroom/backstage-plugin-greenroom-common';
import type { SourceRepository } from '@greenroom/backstage-plugin-greenroom-node';
import type { JobQuestion } from '../jobs/JobKind';
import type { KnownRepository } from './RepositoryStore';

/** A person who waits goes before a schedule. */
const PRIORITY = { event: 20, person: 20, schedule: 5 } as const;

export type SyncPayload = {
  readonly sourceId: string;
  readonly repository: string;
  readonly cause?: SyncRecord['cause'];
};

/** The same reason to read the same repository is one job. */
export function syncQuestion(asked: {
  readonly sourceId: string;
  readonly repository: string;
  readonly why: string;
  readonly cause: SyncRecord['cause'];
  readonly assetId?: string;
}): JobQuestion {
  const { sourceId, repository, why, cause, assetId } = asked;
  return {
    kind: 'sync',
    key: `sync:${sourceId}:${repository}:${why}`,
    assetId,
    payload: { sourceId, repository, cause } satisfies SyncPayload,
    priority: PRIORITY[cause],
    exclusive: `sync:${sourceId}:${repository}`,
  };
}

/** Why a listed repository is read: one that was never read to its end still waits in the queue, under the same name. */
export function whyRead(
  { pushedAt }: SourceRepository,
  last: KnownRepository | undefined,
): string {
  const isRetry =
    last?.error !== undefined ||
    (last?.headCommit !== undefined && last.pushedAt === pushedAt);
  return isRetry ? `${pushedAt}:${Date.now()}` : pushedAt;
}

/** Whether a listing says what is known of a repository. */
export function isListedAs(
  known: KnownRepository | undefined,
  listed: SourceRepository,
): boolean {
  return (
    known?.pushedAt === listed.pushedAt &&
    known.externalId === listed.id &&
    known.defaultBranch === listed.defaultBranch &&
    known.archived === listed.archived
  );
}
