import type {
  HealthStatus,
  SyncStatus,
} from '@greenroom/backstage-plugin-greenroom-common';

/** An asset at or over this needs somebody's attention. */
export const NEEDS_ATTENTION = 2;

/** How much an asset needs somebody: lists show the highest first. */
export function attentionOf(sync: SyncStatus, health: HealthStatus): number {
  if (health === 'Missing') return 4;
  if (health === 'Degraded') return 3;
  if (sync !== 'Synced') return NEEDS_ATTENTION;
  return health === 'Progressing' ? 1 : 0;
}
