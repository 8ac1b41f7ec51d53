import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
  AuditorServiceEvent,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { aboutIn, type About } from '../../permissions/assetsAbout';
import type { AuditEventStore } from './AuditEventStore';

/** Whoever has no credentials, or none that hold. */
const NOBODY = 'nobody';
/** What this backend does by itself: no request led to it. */
const ITSELF = 'greenroom';

/**
 * The auditor of the portal, who also writes down what is said, so that it can
 * be looked at. An event is written before what it tells of is done: what cannot
 * be written down is not done.
 */
export class RecordingAuditor implements AuditorService {
  constructor(
    private readonly rooms: {
      auditor: AuditorService;
      httpAuth: HttpAuthService;
      events: Pick<AuditEventStore, 'begin' | 'end'>;
      assetsAbout(about: About): Promise<readonly string[]>;
    },
  ) {}

  async createEvent(
    options: AuditorServiceCreateEventOptions,
  ): Promise<AuditorServiceEvent> {
    const { auditor, events, assetsAbout } = this.rooms;
    const { eventId, meta = {}, severityLevel: severity = 'low' } = options;
    const id = await events.begin({
      action: eventId,
      severity,
      actor: await this.#actor(options),
      details: meta,
      assetIds: await assetsAbout(aboutIn(meta)),
    });
    const heard = await auditor.createEvent(options);
    return {
      success: async said => {
        const details = { ...meta, ...said?.meta };
        await events.end(id, { status: 'succeeded', details });
        await heard.success(said);
      },
      fail: async said => {
        await events.end(id, {
          status: 'failed',
          details: { ...meta, ...said.meta },
          error: said.error.message,
        });
        await heard.fail(said);
      },
    };
  }

  async #actor({ request }: AuditorServiceCreateEventOptions): Promise<string> {
    if (!request) return ITSELF;
    const credentials = await this.rooms.httpAuth
      .credentials(request, { allow: ['user', 'service', 'none'] })
      .catch(() => undefined);
    const principal = credentials?.principal;
    switch (principal?.type) {
      case 'user':
        return principal.userEntityRef;
      case 'service':
        return principal.subject;
      default:
        return NOBODY;
    }
  }
}
