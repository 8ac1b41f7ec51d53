import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, stringifyError } from '@backstage/errors';
import type {
  JobStatus,
  SourceStatus,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  Source,
  SourceEvent,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { JobBroker } from '../jobs/JobBroker';
import { toJobStatus } from '../jobs/JobRow';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { RepositoryStore } from './RepositoryStore';

/** A person who waits goes before a schedule. */
const PRIORITY = { event: 20, person: 20, schedule: 5 } as const;

export type SyncPayload = {
  readonly sourceId: string;
  readonly repository: string;
};

/** Decides which repositories to read again; the job kind `sync` reads them. */
export class SyncService {
  constructor(
    private readonly rooms: {
      sources: ReadonlyMap<string, Source>;
      repositories: RepositoryStore;
      assets: AssetStore;
      broker: JobBroker;
      logger: LoggerService;
    },
  ) {}

  /** Lists every source and reads what changed since the last time, or failed then. */
  async pass(): Promise<void> {
    for (const source of this.rooms.sources.values())
      await this.#passSource(source);
  }

  /** The same push twice, or late, is one job. */
  async heard(event: SourceEvent): Promise<void> {
    if (event.type !== 'push') return;
    await this.rooms.broker.ask({
      kind: 'sync',
      key: `sync:${event.sourceId}:${event.repository}:${event.after}`,
      payload: {
        sourceId: event.sourceId,
        repository: event.repository,
      } satisfies SyncPayload,
      priority: PRIORITY.event,
    });
  }

  /** What a host says of pull requests we opened may come before its push, or instead of it. */
  async readAgain(
    sourceId: string,
    repository: string,
    why: string,
  ): Promise<void> {
    await this.rooms.broker.ask({
      kind: 'sync',
      key: `sync:${sourceId}:${repository}:${why}`,
      payload: { sourceId, repository } satisfies SyncPayload,
      priority: PRIORITY.event,
    });
  }

  async refresh(asset: Asset): Promise<JobStatus> {
    const { sourceId, repository } = asset;
    if (!this.rooms.sources.has(sourceId)) {
      throw new NotFoundError(
        `The source ${sourceId} of ${asset.name} is no longer configured. Add it to greenroom.sources.`,
      );
    }
    const job = await this.rooms.broker.ask({
      kind: 'sync',
      key: `sync:${sourceId}:${repository}:refresh:${Date.now()}`,
      assetId: asset.id,
      payload: { sourceId, repository } satisfies SyncPayload,
      priority: PRIORITY.person,
    });
    return toJobStatus(job);
  }

  async status(): Promise<SourceStatus[]> {
    return Promise.all(
      [...this.rooms.sources.values()].map(async source => {
        const repositories = await this.rooms.repositories.list(source.id);
        const fetched = repositories.flatMap(({ syncedAt }) => syncedAt ?? []);
        const last = fetched.length > 0 ? Math.max(...fetched) : undefined;
        return {
          id: source.id,
          kind: source.kind,
          target: source.target,
          lastFetchAt:
            last === undefined ? undefined : new Date(last).toISOString(),
          lagSeconds:
            last === undefined
              ? undefined
              : Math.round((Date.now() - last) / 1000),
          rateLimit: source.rateLimit?.(),
          repositories: repositories.length,
          error:
            this.#listingErrors.get(source.id) ??
            repositories.find(({ error }) => error)?.error,
          problems: repositories.flatMap(({ fullName, problems }) =>
            problems.map(problem => ({ ...problem, repository: fullName })),
          ),
        };
      }),
    );
  }

  readonly #listingErrors = new Map<string, string>();

  async #passSource(source: Source): Promise<void> {
    const { repositories: store, assets, broker, logger } = this.rooms;
    try {
      const listed = await source.listRepositories();
      this.#listingErrors.delete(source.id);
      const known = new Map(
        (await store.list(source.id)).map(entry => [entry.fullName, entry]),
      );
      for (const { fullName, pushedAt } of listed) {
        const last = known.get(fullName);
        if (last && last.pushedAt === pushedAt && !last.error) continue;
        await store.listed(source.id, fullName, pushedAt);
        const retry = last?.error ? `:${Date.now()}` : '';
        await broker.ask({
          kind: 'sync',
          key: `sync:${source.id}:${fullName}:${pushedAt}${retry}`,
          payload: {
            sourceId: source.id,
            repository: fullName,
          } satisfies SyncPayload,
          priority: PRIORITY.schedule,
        });
      }
    } catch (error) {
      const reason = `${source.target} could not be listed: ${stringifyError(
        error,
      )}. The last good state is shown.`;
      logger.warn(reason);
      this.#listingErrors.set(source.id, reason);
      for (const { fullName } of await store.list(source.id)) {
        await assets.markUnknown(source.id, fullName, reason);
      }
    }
  }
}
