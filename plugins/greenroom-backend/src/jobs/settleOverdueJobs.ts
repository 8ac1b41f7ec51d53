import type { Knex } from 'knex';
import type { Lane } from './JobKind';
import { MAX_ATTEMPTS } from './JobStore';

/**
 * Puts what a dead worker left, and what failed and is to be tried again by
 * now, back into its line. A job whose workers died again and again ends as
 * failed instead of killing the next.
 */
export async function settleOverdueJobs(
  knex: Knex,
  lane: Lane,
  now: number = Date.now(),
): Promise<void> {
  const overdue = () =>
    knex('jobs').where({ lane }).where('lease_until', '<', now);
  const free = { lease_token: null, lease_until: null };
  await overdue()
    .whereIn('state', ['running', 'failed'])
    .where('attempt', '<', MAX_ATTEMPTS)
    .update({ ...free, state: 'queued' });
  await overdue()
    .where({ state: 'running' })
    .where('attempt', '>=', MAX_ATTEMPTS)
    .update({
      ...free,
      state: 'failed',
      error: `Its worker ended without an answer ${MAX_ATTEMPTS} times. Look for a file that needs too much memory, then retry.`,
      finished_at: now,
    });
}
