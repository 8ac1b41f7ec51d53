import { stringifyError } from '@backstage/errors';
import type { SyncRecord } from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { Acts } from '../governance/audit/Acts';
import type { JobKind } from '../jobs/JobKind';
import type { AssetStore } from '../registry/AssetStore';
import type { Adoptable, AdoptedEntity } from './adoptedEntity';
import type { DeploymentStore } from './DeploymentStore';
import type { FolderStore } from './FolderStore';
import { RepositorySync } from './RepositorySync';
import type { RepositoryStore } from './RepositoryStore';
import type { SyncLog } from './SyncLog';
import type { SyncPayload } from './syncQuestion';

export type SyncRooms = {
  readonly sources: ReadonlyMap<string, Source>;
  readonly repositories: RepositoryStore;
  readonly folders: FolderStore;
  readonly deployments: DeploymentStore;
  readonly log: SyncLog;
  readonly assets: AssetStore;
  readonly defaultOwners: ReadonlyMap<string, string>;
  /** By asset id: the entity that somebody declares with the annotation `greenroom.dev/asset`. */
  adoptedEntities(
    assets: readonly Adoptable[],
  ): Promise<ReadonlyMap<string, AdoptedEntity>>;
  /** Files that others read beside manifests. */
  readonly beside?: {
    /** Whether they are to be read where no branch moved. */
    isUnread(sourceId: string, repository: string): Promise<boolean>;
    /** Called with all files of a commit, by path. */
    read(
      source: Source,
      repository: string,
      commit: string,
      oids: ReadonlyMap<string, string>,
    ): Promise<void>;
  };
  readonly acts: Pick<Acts, 'note'>;
  /** Called when assets may have changed. */
  synced(assetIds: readonly string[]): Promise<void>;
};

export type SyncResult = {
  /** Assets that were read anew, and others that speak of them. */
  readonly changed: string[];
  readonly removed: string[];
  /** Ids of deployments that are new, are gone, or are told otherwise. */
  readonly deployments: string[];
  readonly commit: string;
};

/** The job kind that reads one repository into assets and revisions. */
export function syncRepository(
  rooms: SyncRooms,
): JobKind<SyncPayload, SyncResult> {
  return {
    kind: 'sync',
    lane: 'effect',
    async run({ payload, progress }) {
      const { sourceId, repository, cause = 'schedule' } = payload;
      const source = rooms.sources.get(sourceId);
      if (!source) throw new Error(`No source ${sourceId} is configured.`);
      const startedAt = Date.now();
      const record = (
        outcome: SyncRecord['outcome'],
        found: {
          commit?: string;
          changed: readonly string[];
          removed: readonly string[];
          problems: number;
          message?: string;
        },
      ) =>
        rooms.log.add({
          sourceId,
          repository,
          cause,
          startedAt,
          outcome,
          ...found,
        });
      try {
        const { problems, ...result } = await new RepositorySync(
          rooms,
          source,
          repository,
          progress,
        ).run({ everything: cause === 'person' });
        const isChanged = result.changed.length + result.removed.length > 0;
        // A schedule that finds nothing is no news.
        if (isChanged || cause !== 'schedule') {
          await record(isChanged ? 'changed' : 'unchanged', {
            ...result,
            problems,
          });
        }
        return result;
      } catch (error) {
        const reason = `${repository} could not be read: ${stringifyError(
          error,
        )}. The last good state is shown; it is tried again with the next pass.`;
        await rooms.repositories.failed(source.id, repository, reason);
        await rooms.assets.markUnknown(source.id, repository, reason);
        await record('failed', {
          changed: [],
          removed: [],
          problems: 0,
          message: stringifyError(error),
        });
        throw error;
      }
    },
    async committed(
      { changed, removed, deployments, commit },
      { sourceId, repository },
    ) {
      const where = { sourceId, repository, commit };
      const assetId = [...changed, ...removed];
      // A repository that is read again and is as it was is no change.
      if (assetId.length > 0)
        await rooms.acts.note('repository-sync', {
          ...where,
          assetId,
          changed: changed.length,
          removed: removed.length,
        });
      if (deployments.length > 0)
        await rooms.acts.note('deployments-change', { ...where, deployments });
      await rooms.synced(assetId);
    },
  };
}
