import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';

/** What the portal does by itself, as the auditor names it: one for each change of state, none for a row. */
export type Act =
  | 'repository-sync'
  | 'deployments-change'
  | 'version-read'
  | 'run-record'
  | 'runs-schedule'
  | 'gate-post'
  | 'plan-check-post'
  | 'openlineage-send'
  | 'proposal-follow'
  | 'policy-outcome'
  | 'review-ask'
  | 'review-outdate'
  | 'review-land'
  | 'training-ask'
  | 'training-follow'
  | 'retention-drop';

type About = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * Tells the auditor what nobody asked for. The change is there before it is told,
 * as git or a host made it: that it could not be written down takes nothing back.
 */
export class Acts {
  constructor(
    private readonly rooms: {
      auditor: Pick<AuditorService, 'createEvent'>;
      logger: Pick<LoggerService, 'error'>;
    },
  ) {}

  /** @param about - ids by the names that the API has for them, and counts; no values of rows */
  async note(act: Act, about: About, failure?: string): Promise<void> {
    const { auditor, logger } = this.rooms;
    try {
      const event = await auditor.createEvent({
        eventId: act,
        // It is only read.
        meta: about as JsonObject,
      });
      await (failure === undefined
        ? event.success()
        : event.fail({ error: new Error(failure) }));
    } catch (error) {
      logger.error(
        `${act} was not written down for the auditor: ${stringifyError(error)}`,
      );
    }
  }
}
