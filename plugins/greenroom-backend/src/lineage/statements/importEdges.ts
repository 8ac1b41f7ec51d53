import type { DeclaredFile } from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import type { StatedEdge, StatedNode } from '../store/Statement';
import type { Part } from './assetStatement';
import { short } from './nodeIds';
import { timeOf, type VersionHistory } from './versionHistory';

/** Files that were imported from another repository (`dvc import`), as sources of the versions that first have them. */
export function importEdges(
  asset: Pick<Asset, 'path'>,
  versions: readonly VersionHistory[],
): Part {
  const found = versions.flatMap(({ node, revisions: [first] }) =>
    (first.manifest.files ?? []).flatMap(file => {
      const source = importedNode(file);
      return source ? [{ node, commit: first.commit, file, source }] : [];
    }),
  );
  return {
    named: found.map(({ source }) => source),
    edges: found.map(
      ({ node, commit, file, source }): StatedEdge => ({
        from: source.id,
        to: node.id,
        kind: 'derived from',
        origin: file.path ? `${file.path} in ${asset.path}` : asset.path,
        commit: commit.sha,
        ...(commit.url && { url: commit.url }),
        ...(file.importedFrom?.revision && {
          detail: `at ${short(file.importedFrom.revision)}`,
        }),
        since: timeOf(commit),
      }),
    ),
  };
}

function importedNode({ importedFrom }: DeclaredFile): StatedNode | undefined {
  const place = importedFrom?.repository ?? importedFrom?.url;
  if (!place) return undefined;
  return {
    id: `source:${place}`,
    kind: 'source',
    title: place.replace(/^[a-z0-9+.-]+:\/\//i, '').replace(/\.git$/, ''),
    subtitle: 'imported from',
  };
}
