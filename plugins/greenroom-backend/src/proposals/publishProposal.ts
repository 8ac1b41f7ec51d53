import { InputError } from '@backstage/errors';
import { proposalBody, proposalMarker } from '@greenroom/change';
import type {
  Proposal,
  PublishRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  Person,
  PullRequest,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import { isDetection } from '@greenroom/manifest';
import type { Asset } from '../registry/Asset';
import type { Storages } from '../storage/Storages';
import { BOX_WORDS } from './boxWords';
import { editTable } from './editTable';

/** Who publishes: with a token as that person, else named as co-author. */
export type Publisher = {
  readonly name: string;
  readonly token?: string;
  readonly coAuthor?: Person;
};

/**
 * Puts the edits of a proposal on a branch of the newest commit and opens a pull
 * request; finds the one that is there by its marker.
 *
 * @throws ConflictError naming rows whose label changed upstream meanwhile
 * @throws InputError where there is nothing to change
 */
export async function publishProposal(
  rooms: { source: Source; storages: Storages },
  asset: Asset,
  proposal: Proposal,
  request: PublishRequest,
  publisher: Publisher,
): Promise<{ pullRequest: PullRequest; changedLines?: number }> {
  const { source } = rooms;
  const host = source.changes;
  if (!host) throw new InputError(`${source.target} takes no pull requests.`);
  const marker = proposalMarker(proposal.id);
  const existing = await host.findPullRequest(asset.repository, marker);
  if (existing) return { pullRequest: existing };

  const { manifest } = asset;
  const head = await source.getHead(asset.repository);
  const { edits, changedLines } = await editTable(
    rooms,
    asset,
    head.sha,
    proposal.entries,
  );
  const [repository] = (await source.listRepositories()).filter(
    ({ fullName }) => fullName === asset.repository,
  );
  const pullRequest = await host.openPullRequest({
    repository: asset.repository,
    baseBranch: repository?.defaultBranch ?? 'main',
    baseCommit: head.sha,
    branch: `greenroom/${manifest.name}-${proposal.id.slice(0, 8)}`,
    title: request.title,
    body: proposalBody({
      id: proposal.id,
      dataset: manifest.title ?? manifest.name,
      author: publisher.name,
      description: request.description,
      words: isDetection(manifest) ? BOX_WORDS : undefined,
      entries: proposal.entries,
    }),
    marker,
    edits,
    commitMessage: request.title,
    coAuthor: publisher.token ? undefined : publisher.coAuthor,
    token: publisher.token,
  });
  return { pullRequest, changedLines };
}
