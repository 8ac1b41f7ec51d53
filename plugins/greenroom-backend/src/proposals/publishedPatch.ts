import type {
  ProposalEntry,
  PublishRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Asset } from '../registry/Asset';
import { judgePullRequest } from './judgePullRequest';
import type { ProposalPatch, StoredProposal } from './ProposalRow';
import type { Published } from './publishProposal';
import { pullPatch } from './pullPatch';

/** All entries are on the branch now. */
export function publishedPatch(
  { repository }: Asset,
  entries: readonly ProposalEntry[],
  { pullRequest, changedLines }: Published,
  before: StoredProposal,
): ProposalPatch {
  return {
    ...pullPatch(
      repository,
      pullRequest,
      judgePullRequest(pullRequest, undefined),
      {
        headCommit: pullRequest.headCommit,
        published: entries.map(({ key }) => key),
        comments: before.pullRequest?.comments ?? [],
        description: before.description,
      },
    ),
    changedLines,
  };
}

/** What is said of further changes comes below what was said before. */
export function describedBy(
  proposal: StoredProposal,
  { description }: PublishRequest,
): StoredProposal {
  const said = [proposal.description, description].filter(Boolean);
  const whole = [...new Set(said)].join('\n\n');
  return { ...proposal, description: whole === '' ? undefined : whole };
}
