import { InputError } from '@backstage/errors';
import { type Declared, proposalBody, proposalMarker } from '@greenroom/change';
import {
  type DeclarationEntry,
  isDeclarationEntry,
  isRowEntry,
  type Proposal,
  type PublishRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  Person,
  PullRequest,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import { conditionsName } from '@greenroom/evaluation';
import { isDetection } from '@greenroom/manifest';
import type { Asset } from '../registry/Asset';
import type { Storages } from '../storage/Storages';
import { BOX_WORDS } from './boxWords';
import { declaredConditions } from './declarations/declaredConditions';
import { editDeclarations } from './declarations/editDeclarations';
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
  const rows = proposal.entries.filter(isRowEntry);
  const declarations = proposal.entries.filter(isDeclarationEntry);
  const parts = [
    // Beside declarations, rows that are kept as they are change nothing either.
    ...(rows.some(({ kind }) => kind !== 'keep') || declarations.length === 0
      ? [await editTable(rooms, asset, head.sha, rows)]
      : []),
    ...(declarations.length > 0
      ? [await editDeclarations(source, asset, head.sha, declarations)]
      : []),
  ];
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
      asset: manifest.title ?? manifest.name,
      author: publisher.name,
      description: request.description,
      words: isDetection(manifest) ? BOX_WORDS : undefined,
      entries: rows,
      declarations: declarations.map(told),
    }),
    marker,
    edits: parts.flatMap(({ edits }) => edits),
    commitMessage: request.title,
    coAuthor: publisher.token ? undefined : publisher.coAuthor,
    token: publisher.token,
  });
  return {
    pullRequest,
    changedLines: parts.reduce((sum, part) => sum + part.changedLines, 0),
  };
}

/** A declaration as a reviewer reads it. */
function told(entry: DeclarationEntry): Declared {
  const { kind, evidence, reason } = entry;
  const where = conditionsName(declaredConditions(entry.where));
  return {
    kind,
    what:
      entry.kind === 'cohort'
        ? `${entry.name}: ${where}`
        : `${entry.evaluation}: accuracy at least ${entry.min} where ${where}`,
    evidence,
    reason,
  };
}
