import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import {
  isDeclarationEntry,
  type Proposal,
  type ProposalList,
  type PublishRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  PullRequest,
  Source,
  SourceEvent,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { RunnableModel } from '@greenroom/manifest';
import type { RunStore } from '../analysis/RunStore';
import type { Asset } from '../registry/Asset';
import type { Storages } from '../storage/Storages';
import type { AssetStore } from '../registry/AssetStore';
import type { RowsRoom } from '../rows/RowsRoom';
import type { RunPairs } from '../rows/RunPairs';
import type { RetrainingStore } from '../training/RetrainingStore';
import { declaredOutcome } from './declarations/declaredOutcome';
import { Outcome, outcomeOf } from './outcomeOf';
import {
  type ProposalStore,
  proposalView,
  type StoredProposal,
} from './ProposalStore';
import { Publisher, publishProposal } from './publishProposal';

/** The way back to git: one pull request, nothing lost, nothing doubled. It never merges. */
export class ProposalService {
  constructor(
    private readonly rooms: {
      store: ProposalStore;
      assets: AssetStore;
      runs: RunStore;
      retrainings: Pick<RetrainingStore, 'find'>;
      storages: Storages;
      rows: Pick<RowsRoom, 'pairs'>;
      sources: ReadonlyMap<string, Source>;
      logger: LoggerService;
      /** Has a repository read again after a merge. */
      readAgain(
        sourceId: string,
        repository: string,
        why: string,
      ): Promise<void>;
      changed(assetIds: readonly string[]): Promise<void>;
    },
  ) {}

  async list(assetId: string, author: string): Promise<ProposalList> {
    const asset = await this.#asset(assetId);
    const draft = await this.rooms.store.draftOf(assetId, author);
    const items = await this.rooms.store.list(assetId);
    return {
      draft: draft && proposalView(draft),
      items: await Promise.all(
        items.map(item => this.#withOutcome(asset, item)),
      ),
    };
  }

  /** The same draft twice gives the same pull request. */
  async publish(
    id: string,
    author: string,
    request: PublishRequest,
    publisher: Publisher,
  ): Promise<Proposal> {
    const { store } = this.rooms;
    const proposal = await store.get(id);
    if (!proposal) throw new NotFoundError(`No proposal ${id}.`);
    if (proposal.author !== author)
      throw new NotAllowedError("This basket is somebody else's.");
    const asset = await this.#asset(proposal.assetId);
    if (await store.take(id, request.title)) {
      // Read after it was taken: entries saved in between are in it.
      const taken = (await store.get(id))!;
      await this.#publishTaken(asset, taken, request, publisher);
    }
    await this.rooms.changed([asset.id]);
    return this.#withOutcome(asset, (await store.get(id))!);
  }

  async #publishTaken(
    asset: Asset,
    proposal: StoredProposal,
    request: PublishRequest,
    publisher: Publisher,
  ) {
    const { store, storages } = this.rooms;
    try {
      const source = this.#source(asset);
      const { pullRequest, changedLines } = await publishProposal(
        { source, storages },
        asset,
        proposal,
        request,
        publisher,
      );
      await this.#take(proposal.id, pullRequest, changedLines);
    } catch (error) {
      // After any other error the pull request may be there: `recover` looks for it.
      const isSettled =
        error instanceof InputError || error instanceof ConflictError;
      await store.update(proposal.id, {
        state: isSettled ? 'draft' : 'publishing',
        error: (error as Error).message,
      });
      throw error;
    }
  }

  /** Pull requests of ours that were merged or closed on the host. */
  async heard(event: SourceEvent): Promise<void> {
    if (event.type !== 'pull-request' || event.state === 'open') return;
    const open = await this.rooms.store.listInState(['open', 'publishing']);
    for (const proposal of open) {
      const asset = await this.rooms.assets.get(proposal.assetId);
      if (
        asset?.sourceId === event.sourceId &&
        asset.repository === event.repository &&
        proposal.pullRequest?.number === event.number
      ) {
        await this.#refresh(asset, proposal);
      }
    }
  }

  /** Looks after proposals whose answer or event was lost. */
  async recover(): Promise<void> {
    for (const proposal of await this.rooms.store.listInState([
      'open',
      'publishing',
    ])) {
      const asset = await this.rooms.assets.get(proposal.assetId);
      if (!asset) continue;
      await this.#refresh(asset, proposal).catch(error =>
        this.rooms.logger.warn(
          `The state of proposal ${proposal.id} is not known: ${stringifyError(
            error,
          )}`,
        ),
      );
    }
  }

  async #refresh(asset: Asset, proposal: StoredProposal): Promise<void> {
    const host = this.#source(asset).changes;
    if (!host) return;
    const found = proposal.pullRequest
      ? await host.getPullRequest(asset.repository, proposal.pullRequest.number)
      : await host.findPullRequest(
          asset.repository,
          `greenroom:proposal:${proposal.id}`,
        );
    if (!found) {
      const isFresh = Date.now() - Date.parse(proposal.updatedAt) < 60_000;
      if (proposal.state === 'publishing' && !isFresh) {
        await this.rooms.store.update(proposal.id, {
          state: 'draft',
          error:
            'Publishing was cut off before the pull request was there. Publish again.',
        });
      }
      return;
    }
    if (found.state === 'open' && proposal.state === 'open') return;
    await this.#take(proposal.id, found);
    if (found.state === 'merged') {
      await this.rooms.readAgain(
        asset.sourceId,
        asset.repository,
        `merge:${found.mergeCommit ?? found.number}`,
      );
    }
    await this.rooms.changed([asset.id]);
  }

  #take(
    id: string,
    pullRequest: PullRequest,
    changedLines?: number,
  ): Promise<void> {
    return this.rooms.store.update(id, {
      state: pullRequest.state,
      pull_number: pullRequest.number,
      pull_url: pullRequest.url,
      merge_commit: pullRequest.mergeCommit ?? null,
      error: null,
      ...(changedLines === undefined ? {} : { changed_lines: changedLines }),
    });
  }

  async #withOutcome(
    asset: Asset,
    proposal: StoredProposal,
  ): Promise<Proposal> {
    if (proposal.state !== 'merged') return proposalView(proposal);
    const { assets, retrainings, runs, rows } = this.rooms;
    const versions = await assets.listVersions(asset.id);
    if (proposal.entries.every(isDeclarationEntry))
      return {
        ...proposalView(proposal),
        outcome: declaredOutcome({
          entries: proposal.entries,
          isRead: versions.some(({ commits }) =>
            commits.includes(proposal.mergeCommit ?? ''),
          ),
          runs:
            asset.kind === 'model'
              ? await runs.list({ modelAssetId: asset.id })
              : [],
        }),
      };
    const merged = versions.find(({ commits }) =>
      commits.includes(proposal.mergeCommit ?? ''),
    );
    const trainable = (await assets.listOfKind('model')).filter(
      ({ manifest }) => {
        const { trainedOn: link, training } = manifest as RunnableModel;
        return (
          training &&
          link?.dataset === asset.name &&
          (!link.repository || link.repository === asset.repository)
        );
      },
    );
    const models = await Promise.all(
      trainable.map(async model => ({
        asset: model,
        versions: await assets.listVersions(model.id),
        retraining: merged && (await retrainings.find(model.id, merged.id)),
      })),
    );
    const { steps, compared } = outcomeOf({
      versions,
      mergeCommit: proposal.mergeCommit,
      models,
      runs: await runs.list({ datasetAssetId: asset.id }),
    });
    return {
      ...proposalView(proposal),
      outcome: steps,
      effect: compared && (await effectOf(rows.pairs, compared)),
    };
  }

  async #asset(assetId: string): Promise<Asset> {
    const asset = await this.rooms.assets.get(assetId);
    if (!asset) throw new NotFoundError(`No asset ${assetId}.`);
    return asset;
  }

  #source(asset: Asset): Source {
    const source = this.rooms.sources.get(asset.sourceId);
    if (!source)
      throw new NotFoundError(
        `The source ${asset.sourceId} is no longer configured.`,
      );
    return source;
  }
}

async function effectOf(
  pairs: RunPairs,
  { before, after }: NonNullable<Outcome['compared']>,
) {
  const [first, second] = [before.result!, after.result!];
  return {
    metric: 'accuracy',
    before: first.metrics.accuracy,
    after: second.metrics.accuracy,
    delta: await pairs.accuracyDelta(
      first.predictionsArtifact,
      second.predictionsArtifact,
    ),
    fromRun: before.id,
    toRun: after.id,
  };
}
