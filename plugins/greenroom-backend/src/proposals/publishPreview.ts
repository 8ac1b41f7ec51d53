import {
  isDeclarationEntry,
  isTextEntry,
  type Proposal,
  type PublishPreview,
} from '@greenroom/backstage-plugin-greenroom-common';
import { matchPaths, patternFormat } from '@greenroom/dataset';
import { type LabelledDataset, tablePaths } from '@greenroom/manifest';
import type { Asset } from '../registry/Asset';
import { repositoryPath } from '../sync/assetFiles';
import { RepositoryReader } from '../sync/RepositoryReader';
import type { PublishRooms } from './publishProposal';
import { reviewersOf } from './reviewersOf';

/**
 * What publishing a basket would make, and whom it would ask. Of files, those
 * that may change: which do, only their content tells.
 */
export async function publishPreview(
  { source, labels }: PublishRooms,
  asset: Asset,
  proposal: Proposal,
): Promise<PublishPreview> {
  const { repository } = asset;
  const head = await source.getHead(repository);
  const found = await source.findRepository(repository);
  const reader = new RepositoryReader(source, repository);
  const paths = pathsOf(asset, proposal, [
    ...(await reader.oids(head.sha)).keys(),
  ]);
  const makes = source.changes?.makes ?? 'nothing';
  return {
    makes,
    repository,
    baseBranch: found?.defaultBranch ?? 'main',
    paths: [...paths],
    labels: makes === 'pull-request' ? [...labels] : [],
    reviewers:
      makes === 'pull-request'
        ? [
            ...(await reviewersOf(
              source,
              repository,
              head.sha,
              paths,
              proposal.author,
            )),
          ]
        : [],
  };
}

function pathsOf(
  { manifest, path: manifestPath }: Asset,
  { entries }: Proposal,
  there: readonly string[],
): readonly string[] {
  const declares = entries.some(
    entry => isDeclarationEntry(entry) || isTextEntry(entry),
  );
  const changesRows = entries.some(
    entry => !isDeclarationEntry(entry) && !isTextEntry(entry),
  );
  const { table } = manifest as Partial<LabelledDataset>;
  const rows =
    table && changesRows
      ? tablePaths(table)
          .filter(({ of }) => of === 'rows')
          .flatMap(named =>
            matchPaths(
              repositoryPath(manifestPath, named.path),
              patternFormat(table, named),
              there,
            ).map(({ path }) => path),
          )
      : [];
  return [...rows, ...(declares ? [manifestPath] : [])];
}
