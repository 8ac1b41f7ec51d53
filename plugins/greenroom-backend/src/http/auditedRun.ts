import type {
  AuditorService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { greenroomRunPermission } from '@greenroom/backstage-plugin-greenroom-common';
import type { Request } from 'express';
import { authorize } from './authorize';

/** Something that whoever may run begins or ends by hand, and the auditor hears of. */
export function auditedRun(rooms: {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}) {
  const { httpAuth, permissions, auditor } = rooms;
  return async <T>(
    request: Request,
    eventId: string,
    meta: Record<string, string>,
    /** @param by - entity reference of a person, or the name of a service */
    act: (by: string) => Promise<T>,
  ): Promise<T> => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const event = await auditor.createEvent({ eventId, request, meta });
    try {
      await authorize(permissions, credentials, greenroomRunPermission);
      const result = await act(nameOf(credentials));
      await event.success();
      return result;
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  };
}

function nameOf({
  principal,
}: BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>): string {
  return principal.type === 'user'
    ? principal.userEntityRef
    : principal.subject;
}
