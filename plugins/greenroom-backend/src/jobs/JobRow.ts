import type {
  JobState,
  JobStatus,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Lane } from './JobKind';

/** A row of the table `jobs`. */
export type JobRow = {
  id: string;
  key: string;
  kind: string;
  lane: Lane;
  asset_id: string | null;
  /** Who owned the asset when it was asked. */
  team: string;
  payload: string;
  state: JobState;
  priority: number;
  attempt: number;
  exclusive: string | null;
  lease_token: string | null;
  /** Of a job that failed: when it is tried again, if it is. */
  lease_until: number | string | null;
  progress: number;
  message: string | null;
  result: string | null;
  error: string | null;
  created_at: number | string;
  /** Of its last attempt. */
  started_at: number | string | null;
  finished_at: number | string | null;
};

/** It waits, or somebody works on it. */
export function isOpen({ state }: { readonly state: JobState }): boolean {
  return state === 'queued' || state === 'running';
}

/** It gave no answer, and nobody works on one. */
export function endedBadly({ state }: { readonly state: JobState }): boolean {
  return state === 'failed' || state === 'cancelled';
}

/** PostgreSQL gives a bigint as text. */
export function isoTime(millis: number | string | null): string | undefined {
  return millis === null ? undefined : new Date(Number(millis)).toISOString();
}

export function toJobStatus(row: JobRow): JobStatus {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    progress: row.progress,
    message: row.message ?? undefined,
    assetId: row.asset_id ?? undefined,
    error: row.error ?? undefined,
    createdAt: isoTime(row.created_at)!,
    finishedAt: isoTime(row.finished_at),
  };
}
