import { createHash } from 'node:crypto';
import type { PlannedPull } from '@greenroom/backstage-plugin-greenroom-common';

export type PullPlanState =
  /** From a fork, and nobody who may write has let it. */
  | 'waiting'
  /** Its job says how far it is. */
  | 'asked'
  /** What the head declares cannot be read; the reason says why. */
  | 'unread'
  /** The pull request leaves the asset as it is. */
  | 'same'
  /** Somebody pushed since. */
  | 'superseded';

/** A row of the table `plans`: one asset, as one push to a pull request would leave it. */
export type PullPlanRow = {
  id: string;
  source_id: string;
  repository: string;
  pull_number: number;
  asset_id: string;
  head_commit: string;
  base_commit: string | null;
  state: PullPlanState;
  job_id: string | null;
  reason: string | null;
  pull: string;
  told: string | null;
  created_at: number | string;
  updated_at: number | string;
};

/** A pull request of one repository. */
export type PullPlace = {
  readonly sourceId: string;
  readonly repository: string;
  readonly number: number;
};

export type PullPlan = PullPlace & {
  readonly id: string;
  readonly assetId: string;
  readonly headCommit: string;
  /** The commit it branched from. */
  readonly baseCommit?: string;
  readonly state: PullPlanState;
  readonly jobId?: string;
  readonly reason?: string;
  readonly pull: PlannedPull;
  /** Digest of the check that the host has. */
  readonly told?: string;
  readonly updatedAt: string;
};

export function toPullPlan(row: PullPlanRow): PullPlan {
  return {
    id: row.id,
    sourceId: row.source_id,
    repository: row.repository,
    number: row.pull_number,
    assetId: row.asset_id,
    headCommit: row.head_commit,
    baseCommit: row.base_commit ?? undefined,
    state: row.state,
    jobId: row.job_id ?? undefined,
    reason: row.reason ?? undefined,
    pull: JSON.parse(row.pull),
    told: row.told ?? undefined,
    updatedAt: new Date(Number(row.updated_at)).toISOString(),
  };
}

/** The same for the same asset after the same push. */
export function pullPlanId(
  { sourceId, repository, number }: PullPlace,
  assetId: string,
  headCommit: string,
): string {
  return createHash('sha256')
    .update(JSON.stringify([sourceId, repository, number, assetId, headCommit]))
    .digest('hex')
    .slice(0, 32);
}
