import type {
  AuditEvent,
  AuditFilter,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';
import { inPages } from '../../database/inPages';
import { type AssetScope, idsInScope } from '../../permissions/AssetScope';
import { boundedDetails } from './boundedDetails';
import { parseCursor, writeCursor } from './cursor';

type EventRow = {
  id: number | string;
  at: number | string;
  ended_at: number | string | null;
  action: string;
  status: AuditEvent['status'];
  severity: AuditEvent['severity'];
  actor: string;
  details: string;
  error: string | null;
};

export type BegunEvent = Pick<
  AuditEvent,
  'action' | 'severity' | 'actor' | 'details'
> & { readonly assetIds: readonly string[] };

/** Below what either database takes as values of one query. */
const ROWS_AT_A_TIME = 500;
/** A sentence is enough: what failed in full stands in the logs. */
const ERROR_LENGTH = 1_000;

/** What people and services did. Original: it is written once, and its end beside it. */
export class AuditEventStore {
  constructor(private readonly knex: Knex) {}

  /** @returns id of the event */
  begin(event: BegunEvent): Promise<string> {
    return this.knex.transaction(async trx => {
      const [{ id }] = await trx('audit_events')
        .insert({
          at: Date.now(),
          action: event.action,
          status: 'begun',
          severity: event.severity,
          actor: event.actor,
          details: JSON.stringify(boundedDetails(event.details)),
        })
        .returning('id');
      for (const page of inPages(event.assetIds, ROWS_AT_A_TIME))
        await trx('audit_event_assets').insert(
          page.map(asset_id => ({ asset_id, event_id: id })),
        );
      return String(id);
    });
  }

  async end(
    id: string,
    outcome: {
      readonly status: 'succeeded' | 'failed';
      readonly details: AuditEvent['details'];
      readonly error?: string;
    },
  ): Promise<void> {
    await this.knex('audit_events')
      .where({ id })
      .update({
        ended_at: Date.now(),
        status: outcome.status,
        details: JSON.stringify(boundedDetails(outcome.details)),
        error: outcome.error?.slice(0, ERROR_LENGTH) ?? null,
      });
  }

  /** @param time - milliseconds since 1970 */
  async hasBefore(time: number): Promise<boolean> {
    const found = await this.knex<EventRow>('audit_events')
      .where('at', '<', time)
      .first('id');
    return found !== undefined;
  }

  /**
   * Takes out what began before a time, the oldest first, some at a time so that
   * whoever writes waits for none of it.
   *
   * @param time - milliseconds since 1970
   * @returns how many they were
   */
  async forgetBefore(time: number): Promise<number> {
    let forgotten = 0;
    for (;;) {
      const ids = await this.knex<EventRow>('audit_events')
        .where('at', '<', time)
        .orderBy('at')
        .limit(ROWS_AT_A_TIME)
        .pluck('id');
      if (ids.length === 0) return forgotten;
      await this.knex.transaction(async trx => {
        await trx('audit_event_assets').whereIn('event_id', ids).delete();
        await trx('audit_events').whereIn('id', ids).delete();
      });
      forgotten += ids.length;
    }
  }

  /**
   * The newest first.
   *
   * @throws InputError where the cursor is none of ours
   */
  async page(
    filter: AuditFilter,
    scope: AssetScope,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string },
  ): Promise<{ items: AuditEvent[]; nextCursor?: string }> {
    const query = this.#matching(filter, scope)
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      // One more tells whether there are more.
      .limit(limit + 1);
    if (cursor !== undefined) {
      const { at, id } = parseCursor(cursor);
      query.where(older =>
        older
          .where('at', '<', at)
          .orWhere(same => same.where({ at }).where('id', '<', id)),
      );
    }
    const rows = await query;
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await this.#views(shown, scope),
      nextCursor: rows.length > limit && last ? writeCursor(last) : undefined,
    };
  }

  #matching(filter: AuditFilter, scope: AssetScope) {
    const { knex } = this;
    const query = knex<EventRow>('audit_events');
    if (filter.actor) query.where({ actor: filter.actor });
    if (filter.action) query.where({ action: filter.action });
    if (filter.status) query.where({ status: filter.status });
    if (filter.from) query.where('at', '>=', Date.parse(filter.from));
    if (filter.to) query.where('at', '<', Date.parse(filter.to));
    if (filter.assetId)
      query.whereIn(
        'id',
        knex('audit_event_assets')
          .where({ asset_id: filter.assetId })
          .select('event_id'),
      );
    if (scope.type !== 'all')
      query.whereIn(
        'id',
        knex('audit_event_assets')
          .whereIn('asset_id', idsInScope(knex, scope))
          .select('event_id'),
      );
    return query;
  }

  /** Of assets outside the scope nothing is told, also where the event is about them too. */
  async #views(
    rows: readonly EventRow[],
    scope: AssetScope,
  ): Promise<AuditEvent[]> {
    const { knex } = this;
    const about = knex('audit_event_assets')
      .leftJoin('assets', 'assets.id', 'audit_event_assets.asset_id')
      .whereIn(
        'event_id',
        rows.map(({ id }) => id),
      )
      .orderBy('asset_id')
      .select('event_id', 'asset_id', 'assets.name', 'assets.entity_ref');
    if (scope.type !== 'all')
      about.whereIn('asset_id', idsInScope(knex, scope));
    const named: {
      event_id: number | string;
      asset_id: string;
      name: string | null;
      entity_ref: string | null;
    }[] = await about;
    const byEvent = new Map<string, AuditEvent['assets']>();
    for (const { event_id, asset_id, name, entity_ref } of named) {
      const asset = {
        assetId: asset_id,
        name: name ?? undefined,
        entityRef: entity_ref ?? undefined,
      };
      const known = byEvent.get(String(event_id));
      if (known) known.push(asset);
      else byEvent.set(String(event_id), [asset]);
    }
    return rows.map(row => ({
      id: String(row.id),
      at: isoTime(row.at),
      endedAt: row.ended_at === null ? undefined : isoTime(row.ended_at),
      action: row.action,
      status: row.status,
      severity: row.severity,
      actor: row.actor,
      assets: byEvent.get(String(row.id)) ?? [],
      details: JSON.parse(row.details),
      error: row.error ?? undefined,
    }));
  }
}

function isoTime(millis: number | string): string {
  return new Date(Number(millis)).toISOString();
}
