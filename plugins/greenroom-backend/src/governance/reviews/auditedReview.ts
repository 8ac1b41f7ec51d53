import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Permission } from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import { authorize } from '../../http/authorize';
import { whileAudited } from '../../http/whileAudited';
import type { AssetPermissions } from '../../permissions/AssetPermissions';
import { aboutIn } from '../../permissions/assetsAbout';

/** Something that a person does in a review of a model, with the permission it asks for; the auditor hears of it, also where it is refused. */
export function auditedReview(rooms: {
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { httpAuth, permissions, auditor } = rooms;
  return async <T>(
    request: Request,
    what: {
      readonly eventId: string;
      readonly permission: Permission;
      /** What the auditor hears of is what the permission is asked about. */
      readonly meta: Record<string, string>;
    },
    act: (
      person: string,
      credentials: BackstageCredentials<BackstageUserPrincipal>,
    ) => Promise<T>,
  ): Promise<T> => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const { eventId, permission, meta } = what;
    return whileAudited(
      auditor,
      { eventId, request, severityLevel: 'medium', meta },
      async () => {
        await authorize(permissions, credentials, permission, aboutIn(meta));
        return act(credentials.principal.userEntityRef, credentials);
      },
    );
  };
}
