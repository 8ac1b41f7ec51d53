import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Messenger } from './verdict';

/** People hear of a version by the portal's notifications; a portal without them is told in the log. */
export function createMessenger({
  notifications,
  portalUrl,
  logger,
}: {
  readonly notifications: NotificationService;
  readonly portalUrl: string;
  readonly logger: LoggerService;
}): Messenger {
  return {
    portalUrl,
    notify: ({ topic, owner, title, description, path, isBad, scope }) =>
      notifications
        .send({
          recipients: { type: 'entity', entityRef: owner },
          payload: {
            title,
            description,
            link: path,
            severity: isBad ? 'high' : 'low',
            topic,
            scope,
          },
        })
        .catch(error =>
          logger.warn(`${owner} was not notified: ${stringifyError(error)}`),
        ),
  };
}
