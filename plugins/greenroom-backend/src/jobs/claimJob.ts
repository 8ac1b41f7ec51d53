import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Lane } from './JobKind';
import type { JobRow } from './JobRow';
import { MAX_ATTEMPTS } from './JobStore';

/**
 * Takes the next job of a lane in one statement, so that no two workers get
 * the same one: queued jobs, running ones whose lease is over, and failed ones
 * whose time to be tried again has come. A job waits
 * while another with the same `exclusive` word runs; where two replicas take
 * two of those in the same instant, a unique index lets one of them through.
 */
export async function claimJob(
  knex: Knex,
  lane: Lane,
  leaseSeconds: number,
): Promise<{ job: JobRow; token: string } | undefined> {
  const token = randomUUID();
  const now = Date.now();
  const isPostgres = knex.client.config.client === 'pg';
  const answer = await knex
    .raw(
      `UPDATE jobs
          SET state = 'running', lease_token = ?, lease_until = ?, attempt = attempt + 1, error = NULL, finished_at = NULL
        WHERE id = (
          SELECT id FROM jobs
           WHERE lane = ?
             AND attempt < ?
             AND (state = 'queued' OR (state IN ('running', 'failed') AND lease_until < ?))
             AND (exclusive IS NULL OR NOT EXISTS (
               SELECT 1 FROM jobs AS other
                WHERE other.exclusive = jobs.exclusive
                  AND other.state = 'running'
                  AND other.id <> jobs.id
             ))
           ORDER BY priority DESC, created_at
           LIMIT 1
           ${isPostgres ? 'FOR UPDATE SKIP LOCKED' : ''}
        )
        RETURNING *`,
      [token, now + leaseSeconds * 1000, lane, MAX_ATTEMPTS, now],
    )
    .catch(error => {
      if (isTakenMeanwhile(error)) return isPostgres ? { rows: [] } : [];
      throw error;
    });
  const rows: JobRow[] = isPostgres ? answer.rows : answer;
  if (rows.length === 0) {
    await endExhaustedJobs(knex, lane, now);
    return undefined;
  }
  return { job: rows[0], token };
}

/** Another replica began a job with the same `exclusive` word: look again with the next poll. */
function isTakenMeanwhile(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE';
}

/** A job whose workers died again and again ends as failed instead of killing the next. */
async function endExhaustedJobs(
  knex: Knex,
  lane: Lane,
  now: number,
): Promise<void> {
  await knex('jobs')
    .where({ lane, state: 'running' })
    .where('attempt', '>=', MAX_ATTEMPTS)
    .where('lease_until', '<', now)
    .update({
      state: 'failed',
      error: `Its worker ended without an answer ${MAX_ATTEMPTS} times. Look for a file that needs too much memory, then retry.`,
      finished_at: now,
      lease_token: null,
      lease_until: null,
    });
}
