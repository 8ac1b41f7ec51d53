import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  greenroomProposePermission,
  greenroomRowsReadPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Request } from 'express';
import { authorize } from '../http/authorize';
import { whileAudited } from '../http/whileAudited';
import { aboutIn } from '../permissions/assetsAbout';
import type { AssetPermissions } from '../permissions/AssetPermissions';

/** Who asks for a change. */
export type Changer = {
  /** Entity reference. */
  readonly author: string;
  readonly credentials: BackstageCredentials<BackstageUserPrincipal>;
};

/** A change that a person who may see rows and propose makes, and the auditor hears of. */
export function auditedChange(rooms: {
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
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
    // What the auditor hears of is what the permissions are asked about.
    const about = aboutIn(meta);
    return whileAudited(
      auditor,
      { eventId, request, severityLevel: 'medium', meta },
      async () => {
        for (const permission of [
          greenroomProposePermission,
          greenroomRowsReadPermission,
        ])
          await authorize(permissions, credentials, permission, about);
        const author = credentials.principal.userEntityRef;
        return change({ author, credentials });
      },
    );
  };
}
