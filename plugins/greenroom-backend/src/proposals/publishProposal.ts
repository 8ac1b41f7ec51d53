import { ConflictError, InputError } from '@backstage/errors';
import {
  applyEdits,
  Edit,
  EditError,
  proposalBody,
  proposalMarker,
} from '@greenroom/change';
import type {
  Proposal,
  PublishRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  Person,
  PullRequest,
  Source,
} from '@greenroom/backstage-plugin-greenroom-node';
import { type LabelledDataset, onlyTablePath } from '@greenroom/manifest';
import type { Asset } from '../registry/Asset';
import type { Storages } from '../storage/Storages';
import { Stage } from '../storage/Stage';
import { repositoryPath } from '../sync/assetFiles';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

const FORMATS: Readonly<Record<string, 'csv' | 'jsonl'>> = {
  '.csv': 'csv',
  '.jsonl': 'jsonl',
};

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

  const manifest = asset.manifest as LabelledDataset;
  const head = await source.getHead(asset.repository);
  const named = onlyTablePath(manifest.table);
  if (named === undefined) {
    throw new InputError(
      `The rows of ${manifest.name} stand in more than one file; they cannot be edited by pull request yet.`,
    );
  }
  const path = repositoryPath(asset.path, named);
  const tree = await source.listTree(asset.repository, head.sha);
  const entry = tree.find(({ path: found }) => found === path);
  if (!entry)
    throw new ConflictError(`${path} is no longer in ${asset.repository}.`);
  const edited = edit(
    await readTable(rooms, asset, head.sha, path, entry.oid),
    path,
    manifest,
    proposal,
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
      entries: proposal.entries,
    }),
    marker,
    edits: [{ path, content: edited.content }],
    commitMessage: request.title,
    coAuthor: publisher.token ? undefined : publisher.coAuthor,
    token: publisher.token,
  });
  return { pullRequest, changedLines: edited.changedLines };
}

function readTable(
  { source, storages }: { source: Source; storages: Storages },
  { repository, path: manifestPath, manifest }: Asset,
  commit: string,
  path: string,
  oid: string,
): Promise<Buffer> {
  const place = { source, repository, commit, manifestPath, manifest };
  const { signal } = new AbortController();
  return Stage.use(storages, place, signal, async stage =>
    readFile(await stage.file(path, oid)),
  );
}

function edit(
  content: Buffer,
  path: string,
  manifest: LabelledDataset,
  proposal: Proposal,
) {
  const edits = proposal.entries.filter(
    (entry): entry is typeof entry & Edit => entry.kind !== 'keep',
  );
  if (edits.length === 0) {
    throw new InputError(
      'The basket only keeps labels as they are; there is nothing to change in git. Relabel or exclude a row first.',
    );
  }
  const format = manifest.table.format ?? FORMATS[extname(path)];
  if (format !== 'csv' && format !== 'jsonl') {
    throw new InputError(
      `${path} is neither CSV nor JSON Lines; its rows cannot be edited by pull request yet.`,
    );
  }
  try {
    const edited = applyEdits({
      content,
      path,
      format,
      key: manifest.key,
      label: manifest.label,
      edits,
    });
    if (edited.conflicts.length > 0) {
      const shown = edited.conflicts
        .slice(0, 5)
        .map(
          ({ key, expected, found }) =>
            `${key} (was ${expected}, is ${found ?? 'gone'})`,
        );
      throw new ConflictError(
        `${
          edited.conflicts.length
        } rows changed upstream since you decided them: ${shown.join(
          ', ',
        )}. Remove them from the basket or decide them again.`,
      );
    }
    if (edited.applied.length === 0) {
      throw new InputError(
        'Everything in the basket is in git already; there is nothing left to change.',
      );
    }
    return edited;
  } catch (error) {
    throw error instanceof EditError ? new InputError(error.message) : error;
  }
}
