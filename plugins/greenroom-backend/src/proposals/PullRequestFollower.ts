import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { proposalMarker } from '@greenroom/change';
import type {
  PullRequest,
  PullRequestComment,
  Source,
  SourceComparison,
  SourceEvent,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Asset } from '../registry/Asset';
import type { Acts } from '../governance/audit/Acts';
import type { AssetStore } from '../registry/AssetStore';
import { judgePullRequest } from './judgePullRequest';
import type { StoredProposal } from './ProposalRow';
import type { ProposalStore } from './ProposalStore';
import { refOf } from './publishProposal';
import { pullPatch } from './pullPatch';

/** So long a publishing may take before it counts as cut off. */
const PUBLISHING_MILLIS = 60_000;
/** Newer ones of a long talk are kept. */
const COMMENTS_LIMIT = 100;

/** Keeps what the portal knows of pull requests in step with their host. */
export class PullRequestFollower {
  constructor(
    private readonly rooms: {
      store: ProposalStore;
      assets: Pick<AssetStore, 'get'>;
      sources: ReadonlyMap<string, Source>;
      logger: LoggerService;
      /** Has a repository read again after a merge. */
      readAgain(
        sourceId: string,
        repository: string,
        why: string,
      ): Promise<void>;
      changed(assetIds: readonly string[]): Promise<void>;
      acts: Pick<Acts, 'note'>;
    },
  ) {}

  /** What became of pull requests of ours, and what was said of them. */
  async heard(event: SourceEvent): Promise<void> {
    if (event.type !== 'pull-request' && event.type !== 'pull-request-comment')
      return;
    // One that was closed may be opened again.
    const states = ['open', 'publishing', 'closed'] as const;
    for (const { asset, proposal } of await this.#inState(states)) {
      if (
        asset.sourceId === event.sourceId &&
        asset.repository === event.repository &&
        proposal.pullRequest?.number === event.number
      )
        await this.refresh(asset, proposal);
    }
  }

  /** Looks after proposals whose answer or event was lost. */
  async recover(): Promise<void> {
    const states = ['open', 'publishing'] as const;
    for (const { asset, proposal } of await this.#inState(states)) {
      await this.refresh(asset, proposal).catch(error =>
        this.rooms.logger.warn(
          `The state of proposal ${proposal.id} is not known: ${stringifyError(
            error,
          )}`,
        ),
      );
    }
  }

  async refresh(asset: Asset, proposal: StoredProposal): Promise<void> {
    const host = this.rooms.sources.get(asset.sourceId)?.changes;
    if (!host) return;
    const found = proposal.pullRequest
      ? await host.getPullRequest(asset.repository, refOf(proposal))
      : await host.findPullRequest(
          asset.repository,
          proposalMarker(proposal.id),
        );
    if (!found) {
      await this.#cutOff(proposal);
      return;
    }
    const comments = await host.listComments(
      asset.repository,
      found.number === undefined
        ? { branch: found.headBranch }
        : { number: found.number },
    );
    await this.#take(asset, proposal, found, comments);
  }

  async #inState(
    states: readonly StoredProposal['state'][],
  ): Promise<{ asset: Asset; proposal: StoredProposal }[]> {
    const { store, assets } = this.rooms;
    const proposals = await store.listInState(states);
    const followed = await Promise.all(
      proposals.map(async proposal => {
        const asset = await assets.get(proposal.assetId);
        return asset ? [{ asset, proposal }] : [];
      }),
    );
    return followed.flat();
  }

  async #cutOff({ id, state, updatedAt }: StoredProposal): Promise<void> {
    const isFresh = Date.now() - Date.parse(updatedAt) < PUBLISHING_MILLIS;
    if (state !== 'publishing' || isFresh) return;
    await this.rooms.store.update(id, {
      state: 'draft',
      problem: 'no-answer',
      error:
        'Publishing was cut off before the pull request was there. Publish again.',
    });
  }

  async #take(
    asset: Asset,
    proposal: StoredProposal,
    pull: PullRequest,
    comments: readonly PullRequestComment[],
  ): Promise<void> {
    const { store, readAgain, changed, acts } = this.rooms;
    const moved = await this.#moved(asset, proposal, pull);
    const judged = judgePullRequest(pull, moved);
    const patch = pullPatch(asset.repository, pull, judged, {
      headCommit: proposal.headCommit ?? pull.headCommit,
      published: proposal.published,
      comments: comments.slice(-COMMENTS_LIMIT),
      description: proposal.description,
    });
    if (await store.updateWhereNew(proposal.id, patch)) {
      if (judged.state !== proposal.state)
        await acts.note('proposal-follow', {
          proposalId: proposal.id,
          assetId: asset.id,
          from: proposal.state,
          to: judged.state,
        });
      await changed([asset.id]);
    }
    if (pull.state === 'merged') {
      await readAgain(
        asset.sourceId,
        asset.repository,
        `merge:${pull.mergeCommit ?? pull.number ?? pull.headBranch}`,
      );
    }
  }

  /** Undefined where the branch stands where we left it, or nobody can tell any more. */
  async #moved(
    { sourceId, repository }: Asset,
    { headCommit }: StoredProposal,
    pull: PullRequest,
  ): Promise<SourceComparison['status'] | undefined> {
    const now = pull.headCommit;
    if (pull.state !== 'open' || !headCommit || !now || now === headCommit)
      return undefined;
    try {
      const source = this.rooms.sources.get(sourceId);
      return (await source?.compare(repository, headCommit, now))?.status;
    } catch {
      // What a force push dropped, the host may have forgotten.
      return 'diverged';
    }
  }
}
