import type { AuditorService } from '@backstage/backend-plugin-api';
import { whileAudited } from '../../http/whileAudited';
import type { AuditEventStore } from './AuditEventStore';

/**
 * Takes out events that began before a time. That is an event, too: who finds none
 * of a year sees why.
 *
 * @param before - milliseconds since 1970
 */
export async function pruneEvents(
  rooms: {
    auditEvents: Pick<AuditEventStore, 'hasBefore' | 'forgetBefore'>;
    auditor: AuditorService;
  },
  before: number,
): Promise<void> {
  const { auditEvents, auditor } = rooms;
  if (!(await auditEvents.hasBefore(before))) return;
  await whileAudited(
    auditor,
    {
      eventId: 'audit-prune',
      severityLevel: 'high',
      meta: { before: new Date(before).toISOString() },
    },
    async note => {
      note({ events: await auditEvents.forgetBefore(before) });
    },
  );
}
