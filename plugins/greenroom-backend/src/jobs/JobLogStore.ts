import type { JobLog } from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';

export type LoggedLine = JobLog['lines'][number];

/** What a person reads of one job: the last lines are about its end. */
const KEPT_LINES = 200;
const KEPT_LINE_CHARS = 1_000;

/** Lines that are kept of all that were written. */
export function keptLines(lines: readonly LoggedLine[]): LoggedLine[] {
  return lines.slice(-KEPT_LINES).map(line => ({
    ...line,
    text:
      line.text.length > KEPT_LINE_CHARS
        ? `${line.text.slice(0, KEPT_LINE_CHARS)}…`
        : line.text,
  }));
}

/** The last lines of each job, over all its attempts. */
export class JobLogStore {
  constructor(private readonly knex: Knex) {}

  async read(jobId: string): Promise<LoggedLine[]> {
    const row = await this.knex<{ job_id: string; lines: string }>('job_logs')
      .where({ job_id: jobId })
      .first();
    return row ? JSON.parse(row.lines) : [];
  }

  async write(jobId: string, lines: readonly LoggedLine[]): Promise<void> {
    await this.knex('job_logs')
      .insert({ job_id: jobId, lines: JSON.stringify(lines) })
      .onConflict('job_id')
      .merge();
  }
}
