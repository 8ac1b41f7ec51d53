import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import pLimit from 'p-limit';
import type { ArtifactStore } from '../../artifacts/ArtifactStore';
import { artifactsInUse, printOf } from './artifactsInUse';
import { forgetJobs } from './forgetJobs';

/**
 * Artifacts younger than this are kept whatever names them: the answer that
 * will name one may not be written down yet.
 */
const YOUNG_HOURS = 24;
/** A bucket answers four questions for each. */
const REMOVALS_AT_A_TIME = 8;

/**
 * Forgets jobs whose time is over, then drops the artifacts that nothing names any more.
 *
 * @returns how many of each
 */
export async function retain(
  rooms: { knex: Knex; artifacts: ArtifactStore; logger: LoggerService },
  keptMillis: number,
  now: number = Date.now(),
): Promise<{ readonly jobs: number; readonly artifacts: number }> {
  const { knex, artifacts, logger } = rooms;
  const jobs = await forgetJobs(knex, now - keptMillis);
  const used = await artifactsInUse(knex);
  const limit = pLimit(REMOVALS_AT_A_TIME);
  let dropped = 0;
  const before = now - YOUNG_HOURS * 3_600_000;
  // What an answer names that was not written down yet is younger than this.
  for await (const page of artifacts.untouchedSince(before)) {
    const unused = page.filter(({ name }) => !used.has(printOf(name)));
    const removed = await Promise.all(
      unused.map(each => limit(() => artifacts.removeUntouched(each))),
    );
    dropped += removed.filter(Boolean).length;
  }
  if (jobs > 0 || dropped > 0)
    logger.info(
      `Forgot ${jobs} old jobs and dropped ${dropped} artifacts that nothing names.`,
    );
  return { jobs, artifacts: dropped };
}
