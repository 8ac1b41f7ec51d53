import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { ArtifactStore } from '../../artifacts/ArtifactStore';
import { artifactsInUse, printOf } from './artifactsInUse';
import { forgetJobs } from './forgetJobs';

/**
 * Artifacts younger than this are kept whatever names them: the answer that
 * will name one may not be written down yet.
 */
const YOUNG_HOURS = 24;

/** Forgets jobs whose time is over, then drops the artifacts that nothing names any more. */
export async function retain(
  rooms: { knex: Knex; artifacts: ArtifactStore; logger: LoggerService },
  keptMillis: number,
  now: number = Date.now(),
): Promise<void> {
  const { knex, artifacts, logger } = rooms;
  const jobs = await forgetJobs(knex, now - keptMillis);
  const old = await artifacts.listUntouchedSince(now - YOUNG_HOURS * 3_600_000);
  // Names are read after files were listed: one that is named meanwhile is young.
  const used = old.length > 0 ? await artifactsInUse(knex) : new Set<number>();
  let dropped = 0;
  for (const { name, touchedMillis } of old) {
    if (used.has(printOf(name))) continue;
    if (await artifacts.removeUntouched(name, touchedMillis)) dropped += 1;
  }
  if (jobs > 0 || dropped > 0)
    logger.info(
      `Forgot ${jobs} old jobs and dropped ${dropped} artifacts that nothing names.`,
    );
}
