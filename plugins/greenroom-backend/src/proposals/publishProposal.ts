import { ConflictError, InputError } from '@backstage/errors';
import { proposalMarker, withoutSecrets } from '@greenroom/change';
import type {
  ProposalEntry,
  PublishRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  ChangeHost,
  Person,
  PullRequest,
  PullRequestRef,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Asset } from '../registry/Asset';
import type { EditRooms } from './editEntries';
import { entriesOnBranch } from './entriesOnBranch';
import { judgePullRequest } from './judgePullRequest';
import { NothingToChangeError } from './NothingToChangeError';
import type { StoredProposal } from './ProposalRow';
import { type ProposedChange, proposedChange } from './proposedChange';
import { pullRequestBody } from './pullRequestBody';
import { reviewersOf } from './reviewersOf';

/** Who publishes: with a token as that person, else named as co-author. */
export type Publisher = {
  readonly name: string;
  readonly token?: string;
  readonly coAuthor?: Person;
};

export type PublishRooms = EditRooms & {
  /** Of the portal, for links into it. */
  readonly portalUrl: string;
  /** That pull requests get where the person names none. */
  readonly labels: readonly string[];
};

export type Published = {
  readonly pullRequest: PullRequest;
  readonly changedLines?: number;
};

type Publishing = {
  readonly asset: Asset;
  readonly proposal: StoredProposal;
  readonly request: PublishRequest;
  readonly publisher: Publisher;
  /** That has the rows on which the entries were made, where it is known. */
  readonly baseCommit?: string;
};

/**
 * Puts the edits of a proposal on a branch of the newest commit and opens a pull
 * request. One that is there by its marker is brought up to what the proposal
 * holds now.
 *
 * @throws ConflictError naming rows whose label changed upstream meanwhile
 * @throws InputError where there is nothing to change
 * @throws ChangeRefusedError where the host does not take it
 */
export async function publishProposal(
  rooms: PublishRooms,
  publishing: Publishing,
): Promise<Published> {
  const { source } = rooms;
  const { asset, proposal, request, publisher } = publishing;
  const host = changeHostOf(source);
  const { repository, manifest } = asset;
  const marker = proposalMarker(proposal.id);
  const existing = await host.findPullRequest(repository, marker);
  if (existing?.state === 'open')
    return bringUpTo(rooms, publishing, existing, proposal.entries);
  if (existing) return { pullRequest: existing };

  const head = await source.getHead(repository);
  const change = await proposedChange(
    rooms,
    asset,
    head.sha,
    proposal.entries,
    { token: publisher.token, baseCommit: publishing.baseCommit },
  );
  const found = await source.findRepository(repository);
  const pullRequest = await host.openPullRequest({
    repository,
    baseBranch: found?.defaultBranch ?? 'main',
    baseCommit: head.sha,
    branch: `greenroom/${manifest.name}-${proposal.id.slice(0, 8)}`,
    state: request.as ?? 'ready',
    commits: change.commits,
    coAuthor: publisher.coAuthor,
    token: publisher.token,
    ...(await textOf(rooms, publishing, {
      entries: change.entries,
      change,
      commit: head.sha,
    })),
  });
  return { pullRequest, changedLines: change.changedLines };
}

/**
 * Puts what is missing of the entries on the branch of an open proposal, as
 * further commits, and renews what its pull request says.
 *
 * @param entries - all that the pull request is to hold
 */
export async function updateProposal(
  rooms: PublishRooms,
  publishing: Publishing,
  entries: readonly ProposalEntry[],
): Promise<Published> {
  const { asset, proposal } = publishing;
  const host = changeHostOf(rooms.source);
  const pull = await host.getPullRequest(asset.repository, refOf(proposal));
  return bringUpTo(rooms, publishing, pull, entries);
}

async function bringUpTo(
  rooms: PublishRooms,
  publishing: Publishing,
  pull: PullRequest,
  entries: readonly ProposalEntry[],
): Promise<Published> {
  const { asset, proposal, publisher } = publishing;
  const { state, headCommit } = pull;
  if (state !== 'open' || headCommit === undefined) {
    const { error } = judgePullRequest(pull, undefined);
    throw new ConflictError(
      error ?? 'It is merged. Propose what is left as a new one.',
    );
  }
  const held = proposal.entries.filter(({ key }) =>
    proposal.published.includes(key),
  );
  const isOurs = headCommit === proposal.headCommit;
  const change = await whatIsLeft(
    rooms,
    asset,
    headCommit,
    isOurs ? entriesOnBranch(held, entries) : entries,
    { token: publisher.token, baseCommit: publishing.baseCommit },
  );
  const pullRequest = await changeHostOf(rooms.source).updatePullRequest({
    repository: asset.repository,
    pull:
      pull.number === undefined
        ? { branch: pull.headBranch }
        : { number: pull.number },
    onto: headCommit,
    commits: change.commits,
    coAuthor: publisher.coAuthor,
    token: publisher.token,
    ...(await textOf(rooms, publishing, {
      entries,
      change,
      commit: headCommit,
    })),
  });
  const before = proposal.changedLines ?? 0;
  return { pullRequest, changedLines: before + change.changedLines };
}

/** Nothing at all where the branch has everything. */
async function whatIsLeft(
  rooms: PublishRooms,
  asset: Asset,
  commit: string,
  entries: readonly ProposalEntry[],
  options: Parameters<typeof proposedChange>[4],
): Promise<ProposedChange> {
  const nothing = { commits: [], changedLines: 0, entries: [] };
  if (entries.length === 0) return nothing;
  try {
    return await proposedChange(rooms, asset, commit, entries, options);
  } catch (error) {
    if (error instanceof NothingToChangeError) return nothing;
    throw error;
  }
}

async function textOf(
  { source, portalUrl, labels }: PublishRooms,
  { asset, proposal, request, publisher }: Publishing,
  what: {
    readonly entries: readonly ProposalEntry[];
    readonly change: ProposedChange;
    readonly commit: string;
  },
) {
  const paths = what.change.commits.flatMap(({ edits }) =>
    edits.map(({ path }) => path),
  );
  return {
    title: withoutSecrets(request.title),
    body: pullRequestBody({
      id: proposal.id,
      asset,
      author: publisher.name,
      description: request.description,
      portalUrl,
      entries: what.entries,
    }),
    marker: proposalMarker(proposal.id),
    labels: request.labels ?? labels,
    reviewers: await reviewersOf(
      source,
      asset.repository,
      what.commit,
      [...new Set(paths)],
      proposal.author,
    ),
  };
}

/** How its host finds the pull request of a proposal. */
export function refOf({
  pullRequest,
  headCommit,
}: StoredProposal): PullRequestRef {
  if (pullRequest?.number !== undefined) return { number: pullRequest.number };
  if (pullRequest?.branch !== undefined)
    return { branch: pullRequest.branch, headCommit };
  throw new InputError('This proposal has no pull request yet. Publish it.');
}

/** @throws InputError where the source is no place for pull requests */
export function changeHostOf({ changes, target }: Source): ChangeHost {
  if (changes) return changes;
  throw new InputError(
    `${target} takes no changes. Edit the files there, or have 'changes: push' set for its source.`,
  );
}
