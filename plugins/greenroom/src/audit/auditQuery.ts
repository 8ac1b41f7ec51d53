import type { AuditFilter } from '@greenroom/backstage-plugin-greenroom-common';

const STATUSES: readonly string[] = ['begun', 'succeeded', 'failed'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What of a page's address says which events are meant. */
export function readAuditFilter(params: URLSearchParams): AuditFilter {
  const status = params.get('status') ?? '';
  return {
    actor: params.get('actor') ?? undefined,
    assetId: params.get('asset') ?? undefined,
    action: params.get('action') ?? undefined,
    status: STATUSES.includes(status)
      ? (status as AuditFilter['status'])
      : undefined,
    from: startOf(params.get('from'), 0),
    // The last day counts as a whole.
    to: startOf(params.get('to'), 1),
  };
}

/** Midnight where the reader is, so many days after a day; undefined where it is none. */
function startOf(day: string | null, daysAfter: number): string | undefined {
  if (!day || !DAY.test(day)) return undefined;
  const [year, month, date] = day.split('-').map(Number);
  const at = new Date(year, month - 1, date + daysAfter);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

export function isFiltered(filter: AuditFilter): boolean {
  return Object.values(filter).some(value => value !== undefined);
}
