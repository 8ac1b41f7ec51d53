import type { Part } from './assetStatement';
import { personNode, versionNodeId } from './nodeIds';
import type { VersionHistory } from './versionHistory';

/** Who approved a version: of one review, one person. */
export type Approval = {
  readonly reviewId: string;
  readonly versionId: string;
  /** Entity reference. */
  readonly person: string;
  readonly decision: 'approved' | 'approved with conditions';
  /** Where its statement stands in git. */
  readonly path?: string;
  readonly commit?: string;
  readonly url?: string;
  /** Milliseconds since 1970; until it expires. */
  readonly since: number;
  readonly until?: number;
};

/** An approval ends at the date on which it expires, or had to end already by now. */
export function approvalEdges(
  approvals: readonly Approval[],
  versions: readonly VersionHistory[],
  now: number,
): Part {
  const known = new Set(versions.map(({ versionId }) => versionId));
  const ours = approvals.filter(({ versionId }) => known.has(versionId));
  return {
    named: ours.map(({ person }) => personNode(person)),
    edges: ours.map(approval => ({
      from: personNode(approval.person).id,
      to: versionNodeId(approval.versionId),
      kind: 'approved by',
      origin: approval.path ?? `review ${approval.reviewId}`,
      ...(approval.commit && { commit: approval.commit }),
      ...(approval.url && { url: approval.url }),
      detail: approval.decision,
      since: approval.since,
      ...(approval.until !== undefined &&
        approval.until <= now && { until: approval.until }),
    })),
  };
}
