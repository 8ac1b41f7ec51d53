import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, stringifyError } from '@backstage/errors';
import type {
  JobStatus,
  SourceStatus,
  SyncRecord,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  Source,
  SourceEvent,
  SourceRepository,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { JobBroker } from '../jobs/JobBroker';
import { toJobStatus } from '../jobs/JobRow';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { decideListing } from './decideListing';
import { READER_VERSION } from './readerVersion';
import type { KnownRepository, RepositoryStore } from './RepositoryStore';
import type { SyncLog } from './SyncLog';
import { ALL_ASSETS, type AssetScope } from '../permissions/AssetScope';
import { isListedAs, syncQuestion, whyRead } from './syncQuestion';
import { withoutOthers } from './withoutOthers';

/** Syncs of a source that its page shows. */
const SHOWN_SYNCS = 20;
/** Problems of a source that its page shows. */
const SHOWN_PROBLEMS = 200;

/** Decides which repositories to read again; the job kind `sync` reads them. */
export class SyncService {
  readonly #listingErrors = new Map<string, string>();

  constructor(
    private readonly rooms: {
      sources: ReadonlyMap<string, Source>;
      repositories: RepositoryStore;
      log: SyncLog;
      assets: AssetStore;
      broker: JobBroker;
      logger: LoggerService;
      /** Called when assets changed without being read. */
      synced(assetIds: readonly string[]): Promise<void>;
    },
  ) {}

  /** Lists every source and reads what changed since the last time, or failed then. */
  async pass(): Promise<void> {
    for (const source of this.rooms.sources.values()) {
      try {
        await this.#passSource(source);
      } catch (error) {
        await this.#unlisted(
          source,
          `${source.target} could not be listed: ${stringifyError(error)}`,
        );
      }
    }
  }

  /** The same push twice, or late, is one job. */
  async heard(event: SourceEvent): Promise<void> {
    if (event.type === 'push') {
      await this.#ask(event.sourceId, event.repository, event.after, 'event');
    }
    // It came, went or has another name: the listing tells which.
    const source = this.rooms.sources.get(event.sourceId);
    if (event.type === 'repository' && source) await this.#passSource(source);
  }

  /** What a host says of pull requests we opened may come before its push, or instead of it. */
  async readAgain(
    sourceId: string,
    repository: string,
    why: string,
  ): Promise<void> {
    await this.#ask(sourceId, repository, why, 'event');
  }

  async refresh(asset: Asset): Promise<JobStatus> {
    const { sourceId, repository } = asset;
    if (!this.rooms.sources.has(sourceId)) {
      throw new NotFoundError(
        `The source ${sourceId} of ${asset.name} is no longer configured. Add it to greenroom.sources.`,
      );
    }
    const job = await this.#ask(
      sourceId,
      repository,
      `refresh:${Date.now()}`,
      'person',
      asset.id,
    );
    return toJobStatus(job);
  }

  /** Syncs of an asset's repository, newest first. */
  syncsOf(asset: Asset, limit: number): Promise<SyncRecord[]> {
    const { sourceId, repository } = asset;
    return this.rooms.log.list({ sourceId, repository, limit });
  }

  /** Of repositories that declare no asset of the scope, neither problems nor syncs are told. */
  async status(scope: AssetScope = ALL_ASSETS): Promise<SourceStatus[]> {
    const pending = await this.rooms.broker.countOpen('sync');
    return Promise.all(
      [...this.rooms.sources.values()].map(async source => {
        const status = await this.#statusOf(source, pending);
        return scope.type === 'all'
          ? status
          : withoutOthers(
              status,
              await this.rooms.assets.listRepositories(source.id, scope),
            );
      }),
    );
  }

  async #statusOf(
    source: Source,
    pending: ReadonlyMap<string, number>,
  ): Promise<SourceStatus> {
    const repositories = await this.rooms.repositories.list(source.id);
    const fetched = repositories.flatMap(({ syncedAt }) => syncedAt ?? []);
    const last = fetched.reduce((a, b) => Math.max(a, b), 0);
    return {
      id: source.id,
      kind: source.kind,
      target: source.target,
      lastFetchAt: last > 0 ? new Date(last).toISOString() : undefined,
      lagSeconds: last > 0 ? Math.round((Date.now() - last) / 1000) : undefined,
      rateLimit: source.rateLimit?.(),
      repositories: repositories.length,
      pending: pending.get(source.id) ?? 0,
      syncs: await this.rooms.log.list({
        sourceId: source.id,
        limit: SHOWN_SYNCS,
      }),
      error:
        this.#listingErrors.get(source.id) ??
        repositories.find(({ error }) => error)?.error,
      problems: repositories
        .flatMap(({ fullName, problems }) =>
          problems.map(problem => ({ ...problem, repository: fullName })),
        )
        .slice(0, SHOWN_PROBLEMS),
    };
  }

  #ask(
    sourceId: string,
    repository: string,
    why: string,
    cause: SyncRecord['cause'],
    assetId?: string,
  ) {
    return this.rooms.broker.ask(
      syncQuestion({ sourceId, repository, why, cause, assetId }),
    );
  }

  async #passSource(source: Source): Promise<void> {
    const { repositories: store, assets } = this.rooms;
    const pausedUntil = source.rateLimit?.()?.pausedUntil;
    if (pausedUntil && Date.parse(pausedUntil) > Date.now()) {
      await this.#unlisted(
        source,
        `${source.target} asked for a pause until ${pausedUntil}`,
      );
      return;
    }
    const listed = await source.listRepositories();
    const known = await store.list(source.id);
    const decision = decideListing(known, listed, READER_VERSION);
    if (decision.type === 'held') {
      await this.#unlisted(source, decision.reason);
      return;
    }
    this.#listingErrors.delete(source.id);
    await assets.markSourceReached(source.id, [
      ...known.filter(({ error }) => error).map(({ fullName }) => fullName),
      ...decision.absent.map(({ fullName }) => fullName),
    ]);
    for (const { from, to } of decision.renamed) {
      await assets.renameRepository(source.id, from, to.fullName);
      await store.listed(source.id, to);
    }
    for (const repository of decision.toNote) {
      await store.listed(source.id, repository);
      await assets.setArchived(
        source.id,
        repository.fullName,
        repository.archived,
      );
    }
    for (const repository of decision.absent) {
      await this.#absent(source, repository);
    }
    const before = new Map(known.map(entry => [entry.fullName, entry]));
    await this.#askForListed(source, decision.toSync, before);
  }

  async #askForListed(
    source: Source,
    repositories: readonly SourceRepository[],
    before: ReadonlyMap<string, KnownRepository>,
  ): Promise<void> {
    const { repositories: store, broker } = this.rooms;
    const isNews = (repository: SourceRepository) =>
      !isListedAs(before.get(repository.fullName), repository);
    const wasRead = ({ fullName }: SourceRepository) =>
      before.get(fullName)?.headCommit !== undefined;
    // What is first read is read with what the listing says of it.
    for (const repository of repositories)
      if (isNews(repository) && !wasRead(repository))
        await store.listed(source.id, repository);
    await broker.askAll(
      repositories.map(repository =>
        syncQuestion({
          sourceId: source.id,
          repository: repository.fullName,
          why: whyRead(repository, before.get(repository.fullName)),
          cause: 'schedule',
        }),
      ),
    );
    // A push is known only once it is asked about: whoever breaks off before asks again.
    for (const repository of repositories)
      if (isNews(repository) && wasRead(repository))
        await store.listed(source.id, repository);
  }

  /** Not in the listing: gone, moved elsewhere, or no longer chosen. The host is asked before anything is concluded. */
  async #absent(source: Source, { fullName }: KnownRepository): Promise<void> {
    const { repositories: store, assets, logger } = this.rooms;
    const found = await source.findRepository(fullName);
    if (found && found.fullName !== fullName) {
      await assets.markUnknown(
        source.id,
        fullName,
        `${fullName} is ${found.fullName} now, which ${source.target} does not list. Add a source that lists it, or delete the repository.`,
      );
      return;
    }
    const ofRepository = await assets.listOfRepository(source.id, fullName);
    const removed = ofRepository.filter(({ retain }) => !retain);
    const retained = ofRepository.filter(({ retain }) => retain);
    await assets.markRetained(
      retained.map(({ id }) => id),
      '',
    );
    await assets.remove(removed.map(({ id }) => id));
    if (retained.length === 0) await store.remove(source.id, fullName);
    await assets.markDuplicates(removed.map(({ entityRef }) => entityRef));
    logger.info(
      `${fullName} ${found ? 'is no longer chosen' : 'is gone'}; ${
        removed.length
      } assets were removed, ${retained.length} retained`,
    );
    await this.rooms.synced(ofRepository.map(({ id }) => id));
  }

  async #unlisted(source: Source, what: string): Promise<void> {
    const reason = `${what.replace(/\.$/, '')}. The last good state is shown.`;
    this.rooms.logger.warn(reason);
    this.#listingErrors.set(source.id, reason);
    await this.rooms.assets.markSourceUnknown(source.id, reason);
  }
}
