import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  greenroomProposePermission,
  greenroomRowsReadPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Request } from 'express';
import { authorize } from '../http/authorize';

/** Who asks for a change. */
export type Changer = {
  /** Entity reference. */
  readonly author: string;
  readonly credentials: BackstageCredentials<BackstageUserPrincipal>;
};

/** A change that a person who may see rows and propose makes, and the auditor hears of. */
export function auditedChange(rooms: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}) {
  const { httpAuth, permissions, auditor } = rooms;
  return async <T>(
    request: Request,
    eventId: string,
    meta: Record<string, string | number>,
    change: (changer: Changer) => Promise<T>,
  ): Promise<T> => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const event = await auditor.createEvent({
      eventId,
      request,
      severityLevel: 'medium',
      meta,
    });
    try {
      await authorize(permissions, credentials, greenroomProposePermission);
      await authorize(permissions, credentials, greenroomRowsReadPermission);
      const author = credentials.principal.userEntityRef;
      const result = await change({ author, credentials });
      await event.success();
      return result;
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  };
}
