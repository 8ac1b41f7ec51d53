import type {
  AuditorService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { greenroomRunPermission } from '@greenroom/backstage-plugin-greenroom-common';
import type { Request } from 'express';
import { authorize } from './authorize';
import { whileAudited } from './whileAudited';
import { aboutIn } from '../permissions/assetsAbout';
import type { AssetPermissions } from '../permissions/AssetPermissions';

/** Something that whoever may run begins or ends by hand, and the auditor hears of. */
export function auditedRun(rooms: {
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
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
    // What the auditor hears of is what the permission is asked about.
    const about = aboutIn(meta);
    return whileAudited(auditor, { eventId, request, meta }, async () => {
      await authorize(permissions, credentials, greenroomRunPermission, about);
      return act(nameOf(credentials));
    });
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
