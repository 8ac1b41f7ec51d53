import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Lane } from './JobKind';
import type { JobRow } from './JobRow';

/**
 * Every line in which somebody waits, found by one look into an index for each
 * and not by a walk over all that wait.
 */
const LINES = `lines(line) AS (
  SELECT MIN(line) FROM jobs WHERE lane = :lane AND state = 'queued'
  UNION ALL
  SELECT (SELECT MIN(line) FROM jobs
           WHERE lane = :lane AND state = 'queued' AND line > lines.line)
    FROM lines WHERE line IS NOT NULL
)`;

/** Lines by whose turn it is: priority, jobs under way of the team, how long ago it last had one begun. */
const TURNS = `turns AS (
  SELECT line FROM lines
   WHERE line IS NOT NULL
   ORDER BY substr(lines.line, 1, 4),
            (SELECT COUNT(*) FROM jobs
              WHERE lane = :lane AND state = 'running' AND team = substr(lines.line, 6)),
            COALESCE((SELECT MAX(started_at) FROM jobs
                       WHERE lane = :lane AND team = substr(lines.line, 6)), 0)
)`;

/** The first of a line that no job with the same `exclusive` word keeps waiting. */
const FIRST = `SELECT id FROM jobs
   WHERE lane = :lane AND state = 'queued' AND line = turns.line
     AND (exclusive IS NULL OR NOT EXISTS (
       SELECT 1 FROM jobs AS other
        WHERE other.exclusive = jobs.exclusive AND other.state = 'running'
     ))
   ORDER BY created_at
   LIMIT 1`;

const NEXT = {
  sqlite: `SELECT id FROM (SELECT (${FIRST}) AS id FROM turns) WHERE id IS NOT NULL LIMIT 1`,
  // Lines are tried in turn until one has a job that no other worker is taking.
  postgres: `SELECT id FROM turns CROSS JOIN LATERAL (${FIRST} FOR UPDATE SKIP LOCKED) AS first LIMIT 1`,
};

/**
 * Takes the next job of a lane in one statement, so that no two workers get
 * the same one. Of what matters as much, the team with the fewest jobs under
 * way goes first. A job waits while another with the same `exclusive` word
 * runs; where two replicas take two of those in the same instant, a unique
 * index lets one of them through.
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
      `WITH RECURSIVE ${LINES}, ${TURNS}
       UPDATE jobs
          SET state = 'running', lease_token = :token, lease_until = :until,
              started_at = :now, attempt = attempt + 1, error = NULL, finished_at = NULL
        WHERE id = (${isPostgres ? NEXT.postgres : NEXT.sqlite})
       RETURNING *`,
      { lane, token, now, until: now + leaseSeconds * 1000 },
    )
    .catch(error => {
      if (isTakenMeanwhile(error)) return isPostgres ? { rows: [] } : [];
      throw error;
    });
  const [job]: JobRow[] = isPostgres ? answer.rows : answer;
  return job && { job, token };
}

/** Another replica began a job with the same `exclusive` word: look again with the next poll. */
function isTakenMeanwhile(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE';
}
