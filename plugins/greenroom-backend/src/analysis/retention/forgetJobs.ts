import type { Knex } from 'knex';

/** In one statement, so that nobody else waits long. */
const FORGOTTEN_AT_ONCE = 500;

/**
 * Forgets jobs that ended long ago and whose answer nothing points at: no
 * analysis, no run. Their questions, asked again, are new ones.
 *
 * @returns how many
 */
export async function forgetJobs(
  knex: Knex,
  endedBeforeMillis: number,
): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const deleted = await knex('jobs')
      .whereIn(
        'id',
        knex('jobs')
          .select('id')
          .whereIn('state', ['succeeded', 'failed', 'cancelled'])
          .where('finished_at', '<', endedBeforeMillis)
          // One that failed and is tried again has not ended.
          .whereNull('lease_until')
          .whereNotExists(
            knex('analyses').whereRaw('analyses.job_id = jobs.id'),
          )
          .whereNotExists(knex('runs').whereRaw('runs.job_id = jobs.id'))
          .limit(FORGOTTEN_AT_ONCE),
      )
      .delete();
    forgotten += deleted;
    if (deleted < FORGOTTEN_AT_ONCE) return forgotten;
  }
}
