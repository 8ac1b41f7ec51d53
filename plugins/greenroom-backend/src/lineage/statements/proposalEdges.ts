import type { StoredProposal } from '../../proposals/ProposalRow';
import type { Asset } from '../../registry/Asset';
import type { StatedEdge, StatedNode } from '../store/Statement';
import type { Part } from './assetStatement';
import { personNode, pullNode, versionNodeId } from './nodeIds';
import { timeOf, type VersionHistory } from './versionHistory';

const LABEL_ENTRIES: readonly string[] = ['keep', 'relabel', 'exclude'];

/**
 * What pull requests of the portal say: which version they began from, which they
 * became, who decided its labels, and by which recipes its rows were made. Where
 * the merge is not read yet, only the pull request is there.
 */
export function proposalEdges(
  proposals: readonly StoredProposal[],
  asset: Asset,
  versions: readonly VersionHistory[],
): Part {
  const named: StatedNode[] = [];
  const edges: StatedEdge[] = [];
  for (const proposal of proposals) {
    const { pullRequest, baseVersionId, mergeCommit, author, entries } =
      proposal;
    const number = pullRequest?.number;
    if (number === undefined || proposal.state === 'draft') continue;
    const pull = pullNode(asset, number, pullRequest!.url);
    const origin = `pull request #${number}`;
    named.push(pull);
    const base = versions.find(({ versionId }) => versionId === baseVersionId);
    const merged = mergedInto(versions, mergeCommit);
    // Where only the manifest was changed, the data is what it was: it did not come from itself.
    if (base && base !== merged?.version)
      edges.push({
        from: base.node.id,
        to: pull.id,
        kind: 'derived from',
        origin,
        url: pullRequest!.url,
        detail: proposal.state,
        since: Date.parse(proposal.updatedAt),
      });
    if (!merged) continue;
    const stated = {
      to: merged.version.node.id,
      origin,
      commit: mergeCommit,
      url: pullRequest!.url,
      since: merged.time,
    };
    edges.push({ ...stated, from: pull.id, kind: 'merged into' });
    const labels = entries.filter(({ kind }) => LABEL_ENTRIES.includes(kind));
    if (labels.length > 0) {
      named.push(personNode(author));
      edges.push({
        ...stated,
        from: personNode(author).id,
        kind: 'labelled by',
        detail: counted(labels.length, 'row'),
      });
    }
    for (const entry of entries)
      if (entry.kind === 'augmentation' && entry.as === 'rows') {
        const parents = versions.find(
          ({ versionId }) => versionId === entry.versionId,
        );
        if (parents && parents !== merged.version)
          edges.push({
            ...stated,
            from: versionNodeId(entry.versionId),
            kind: 'augmented from',
            detail: `recipe ${String(entry.augmentation.name)}`,
          });
      }
  }
  return { named, edges };
}

function mergedInto(
  versions: readonly VersionHistory[],
  mergeCommit: string | undefined,
) {
  if (mergeCommit === undefined) return undefined;
  for (const version of versions)
    for (const { commit } of version.revisions)
      if (commit.sha === mergeCommit) return { version, time: timeOf(commit) };
  return undefined;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
