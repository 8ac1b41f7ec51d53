import { type RunEvent, runEventSchema } from '@greenroom/governance';
import type { Knex } from 'knex';

type EventRow = {
  run_id: string;
  job: string;
  event: string;
  sent_by: string;
  received_at: number | string;
};

/** Of one portal; whoever sends more sends anything. */
const EVENT_LIMIT = 100_000;

/** Run events that others sent, one of each run. */
export class EventStore {
  constructor(private readonly knex: Knex) {}

  /** Takes the place of what was sent of the same run before. */
  async put(event: RunEvent, sentBy: string): Promise<void> {
    const { runId } = event.run;
    await this.knex<EventRow>('openlineage_events')
      .insert({
        run_id: runId,
        job: `${event.job.namespace}/${event.job.name}`.slice(0, 2_000),
        event: JSON.stringify(event),
        sent_by: sentBy,
        received_at: Date.now(),
      })
      .onConflict('run_id')
      .merge();
  }

  async isFull(): Promise<boolean> {
    const [{ total }] = await this.knex('openlineage_events').count<
      { total: number | string }[]
    >({ total: '*' });
    return Number(total) >= EVENT_LIMIT;
  }

  /** A page after a run, by its id. */
  async list(after: string, limit: number): Promise<RunEvent[]> {
    const rows = await this.knex<EventRow>('openlineage_events')
      .where('run_id', '>', after)
      .orderBy('run_id')
      .limit(limit);
    return rows.map(({ event }) => runEventSchema.parse(JSON.parse(event)));
  }
}
