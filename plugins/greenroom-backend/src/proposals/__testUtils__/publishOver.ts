import type { ProposalEntry } from '@greenroom/backstage-plugin-greenroom-common';
import type { ChangeHost } from '@greenroom/backstage-plugin-greenroom-node';
import { readManifest } from '@greenroom/manifest';
import type { TestFiles } from '@greenroom/test-sources';
import type { AugmentationResult } from '../../analysis/augmentation';
import type { Asset } from '../../registry/Asset';
import type { WholeRow } from '../../rows/MadeRows';
import type { openSource } from '../../storage/__testUtils__/openSource';
import type { Storages } from '../../storage/Storages';
import { publishProposal } from '../publishProposal';

type Opened = Parameters<ChangeHost['openPullRequest']>[0];

/** What the host was asked to open, over files that are pushed to it first. */
export async function publishOver(
  opened: ReturnType<typeof openSource>,
  storages: Storages,
  question: {
    readonly manifest: string;
    readonly files: TestFiles;
    readonly entries: readonly ProposalEntry[];
    /** The files on which the entries were made, where they are others. */
    readonly base?: TestFiles;
    /** Rows that augmentations made. */
    readonly made?: readonly WholeRow[];
    /** Of the person who publishes. */
    readonly token?: string;
  },
) {
  const { manifest, files, entries, base } = question;
  const baseCommit = base && opened.remote.push(base);
  opened.remote.push({ 'data/greenroom.yaml': manifest, ...files });
  await opened.source.listRepositories();
  const read = readManifest('data/greenroom.yaml', manifest);
  if (!read.ok) throw new Error(read.errors[0].message);
  let asked: Opened | undefined;
  const changes: Partial<ChangeHost> = {
    findPullRequest: async () => undefined,
    openPullRequest: async request => {
      asked = request;
      return {
        number: 1,
        url: 'https://host/1',
        title: request.title,
        state: 'open',
        draft: false,
        author: 'mira',
        headBranch: request.branch,
        baseBranch: 'main',
        labels: [],
        requestedReviewers: [],
      };
    },
  };
  const { changedLines } = await publishProposal(
    {
      source: Object.assign(opened.source, { changes: changes as ChangeHost }),
      storages,
      assets: { getVersion: async () => undefined },
      portalUrl: 'https://portal.test',
      made: {
        kept: async () => ({
          rows: question.made ?? [],
          result: {} as AugmentationResult,
        }),
      },
      labels: ['greenroom'],
    },
    {
      asset: {
        repository: opened.repository,
        path: 'data/greenroom.yaml',
        entityRef: 'resource:default/scenes',
        manifest: read.assets[0],
      } as Asset,
      proposal: {
        id: '0b7c1f0e-9d0f-4a53-8a3e-3b1b6f1d2a11',
        assetId: 'a',
        author: 'user:default/mira',
        state: 'publishing',
        title: '',
        entries: [...entries],
        baseVersionId: 'v',
        updatedAt: '',
        published: [],
      },
      baseCommit,
      request: { title: 'Repair' },
      publisher: { name: 'Mira', token: question.token },
    },
  );
  return {
    body: asked!.body,
    reviewers: asked!.reviewers,
    changedLines,
    commits: asked!.commits,
    edits: Object.fromEntries(
      asked!.commits.flatMap(({ edits }) =>
        edits.map(edit => [edit.path, edit.content.toString()]),
      ),
    ),
  };
}
