import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  Proposal,
  ProposalList,
  PublishPreview,
  PublishRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { Asset } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { Storages } from '../storage/Storages';
import { joinedEntries } from './entriesOnBranch';
import { answeredError, failedPublishing } from './failedPublishing';
import type { ProposalOutcomes } from './ProposalOutcomes';
import type { StoredProposal } from './ProposalRow';
import type { ProposalStore } from './ProposalStore';
import { publishPreview } from './publishPreview';
import {
  type Publisher,
  publishProposal,
  type PublishRooms,
  updateProposal,
} from './publishProposal';
import type { PullRequestFollower } from './PullRequestFollower';
import { describedBy, publishedPatch } from './publishedPatch';

/** The way back to git: one pull request, nothing lost, nothing doubled. It never merges. */
export class ProposalService {
  constructor(
    private readonly rooms: {
      store: ProposalStore;
      assets: AssetStore;
      outcomes: ProposalOutcomes;
      follower: PullRequestFollower;
      storages: Storages;
      sources: ReadonlyMap<string, Source>;
      made: PublishRooms['made'];
      portalUrl: string;
      /** That pull requests get where the person names none. */
      labels: readonly string[];
      changed(assetIds: readonly string[]): Promise<void>;
    },
  ) {}

  async list(assetId: string, author: string): Promise<ProposalList> {
    const { store, outcomes } = this.rooms;
    const asset = await this.#asset(assetId);
    const draft = await store.draftOf(assetId, author);
    const items = await store.list(assetId);
    return {
      draft: draft && (await outcomes.of(asset, draft)),
      items: await Promise.all(items.map(item => outcomes.of(asset, item))),
    };
  }

  /** What publishing a basket would make, and whom it would ask. */
  async preview(id: string, author: string): Promise<PublishPreview> {
    const { asset, proposal } = await this.#own(id, author);
    return publishPreview(this.#rooms(asset), asset, proposal);
  }

  /**
   * Makes a pull request of a draft, or adds it to an open one; brings an open
   * one up to what was proposed. The same twice gives the same pull request.
   */
  async publish(
    id: string,
    author: string,
    request: PublishRequest,
    publisher: Publisher,
  ): Promise<Proposal> {
    const { store, outcomes, changed } = this.rooms;
    const { asset, proposal } = await this.#own(id, author);
    let shown = id;
    if (proposal.state === 'open') {
      await this.#update(asset, proposal, request, publisher);
    } else if (await store.take(id, request)) {
      // Read after it was taken: entries saved in between are in it.
      const taken = (await store.get(id))!;
      if (request.into === undefined)
        await this.#open(asset, taken, request, publisher);
      else {
        await this.#join(asset, taken, request.into, request, publisher);
        shown = request.into;
      }
    }
    await changed([asset.id]);
    return outcomes.of(asset, (await store.get(shown))!);
  }

  /** Puts the decisions of a closed proposal back into its author's basket. */
  async takeBack(id: string, author: string): Promise<Proposal> {
    const { store, outcomes, changed } = this.rooms;
    const { asset, proposal } = await this.#own(id, author);
    if (proposal.state !== 'closed')
      throw new ConflictError(
        `This proposal is ${proposal.state}, so its decisions are where they belong. Close its pull request on the host first.`,
      );
    const draft =
      (await store.draftOf(asset.id, author)) ??
      (await store.begin(asset.id, author, proposal.baseVersionId));
    await store.changeEntries(draft.id, draft.baseVersionId, entries => [
      ...joinedEntries(proposal.entries, entries),
    ]);
    await changed([asset.id]);
    return outcomes.of(asset, (await store.get(draft.id))!);
  }

  async #open(
    asset: Asset,
    proposal: StoredProposal,
    request: PublishRequest,
    publisher: Publisher,
  ): Promise<void> {
    const { store, follower } = this.rooms;
    try {
      const published = await publishProposal(this.#rooms(asset), {
        asset,
        proposal,
        request,
        publisher,
        baseCommit: await this.#baseCommit(proposal),
      });
      await store.update(
        proposal.id,
        publishedPatch(asset, proposal.entries, published, proposal),
      );
    } catch (error) {
      const failed = failedPublishing(error);
      await store.update(proposal.id, {
        state: failed.type === 'refused' ? 'draft' : 'publishing',
        problem:
          failed.type === 'refused' ? failed.problem ?? null : 'no-answer',
        error: (error as Error).message,
      });
      if (failed.type === 'refused') throw answeredError(error);
      // The host may have done it and only its answer got lost.
      await follower
        .refresh(asset, (await store.get(proposal.id))!)
        .catch(() => undefined);
      if ((await store.get(proposal.id))?.state === 'publishing') throw error;
    }
  }

  /** A draft whose commits are on the branch is no draft any more; till then it stays one. */
  async #join(
    asset: Asset,
    draft: StoredProposal,
    into: string,
    request: PublishRequest,
    publisher: Publisher,
  ): Promise<void> {
    const { store } = this.rooms;
    try {
      const { proposal } = await this.#own(into, draft.author);
      if (proposal.assetId !== draft.assetId || proposal.state !== 'open')
        throw new ConflictError(
          'The pull request these decisions were to be added to is not open any more. Publish them as a new one.',
        );
      const entries = joinedEntries(proposal.entries, draft.entries);
      const described = describedBy(proposal, request);
      const published = await updateProposal(
        this.#rooms(asset),
        {
          asset,
          proposal: described,
          request: { ...request, description: described.description },
          publisher,
          baseCommit: await this.#baseCommit(draft),
        },
        entries,
      );
      await store.join(draft.id, into, entries, {
        ...publishedPatch(asset, entries, published, described),
        title: request.title,
      });
    } catch (error) {
      await store.update(draft.id, { state: 'draft', ...saidOf(error) });
      throw answeredError(error);
    }
  }

  async #update(
    asset: Asset,
    proposal: StoredProposal,
    request: PublishRequest,
    publisher: Publisher,
  ): Promise<void> {
    const { store } = this.rooms;
    const { entries } = proposal;
    const described = describedBy(proposal, request);
    try {
      const published = await updateProposal(
        this.#rooms(asset),
        {
          asset,
          proposal: described,
          request: { ...request, description: described.description },
          publisher,
          baseCommit: await this.#baseCommit(proposal),
        },
        entries,
      );
      await store.update(proposal.id, {
        ...publishedPatch(asset, entries, published, described),
        title: request.title,
      });
    } catch (error) {
      await store.update(proposal.id, saidOf(error));
      throw answeredError(error);
    }
  }

  #rooms(asset: Asset): PublishRooms {
    const { assets, sources, storages, made, portalUrl, labels } = this.rooms;
    const source = sources.get(asset.sourceId);
    if (!source)
      throw new NotFoundError(
        `The source ${asset.sourceId} is no longer configured.`,
      );
    return { source, storages, assets, portalUrl, labels, made };
  }

  async #own(
    id: string,
    author: string,
  ): Promise<{ asset: Asset; proposal: StoredProposal }> {
    const proposal = await this.rooms.store.get(id);
    if (!proposal) throw new NotFoundError(`No proposal ${id}.`);
    if (proposal.author !== author)
      throw new NotAllowedError("This basket is somebody else's.");
    return { proposal, asset: await this.#asset(proposal.assetId) };
  }

  async #baseCommit({ baseVersionId }: Proposal): Promise<string | undefined> {
    const version = await this.rooms.assets.getVersion(baseVersionId);
    return version?.commit.sha;
  }

  async #asset(assetId: string): Promise<Asset> {
    const asset = await this.rooms.assets.get(assetId);
    if (!asset) throw new NotFoundError(`No asset ${assetId}.`);
    return asset;
  }
}

function saidOf(error: unknown) {
  const failed = failedPublishing(error);
  return {
    problem:
      failed.type === 'refused'
        ? failed.problem ?? null
        : ('no-answer' as const),
    error:
      failed.type === 'refused'
        ? (error as Error).message
        : `The host gave no answer: ${
            (error as Error).message
          } Do it again: what is there already is not made twice.`,
  };
}
