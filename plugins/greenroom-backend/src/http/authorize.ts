import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  AssetDetail,
  greenroomPersonalReadPermission,
  greenroomProposePermission,
  greenroomRowsReadPermission,
  greenroomRunPermission,
} from '@greenroom/backstage-plugin-greenroom-common';

/** Whether these credentials hold a permission. */
export async function isAllowed(
  permissions: PermissionsService,
  credentials: BackstageCredentials,
  permission: BasicPermission,
): Promise<boolean> {
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  return decision.result === AuthorizeResult.ALLOW;
}

/** @throws NotAllowedError naming the permission that is missing */
export async function authorize(
  permissions: PermissionsService,
  credentials: BackstageCredentials,
  permission: BasicPermission,
): Promise<void> {
  if (await isAllowed(permissions, credentials, permission)) return;
  throw new NotAllowedError(
    `You need the permission ${permission.name}. Ask whoever administers this portal for it.`,
  );
}

const ACTIONS = [
  ['readRows', greenroomRowsReadPermission],
  ['readPersonal', greenroomPersonalReadPermission],
  ['propose', greenroomProposePermission],
  ['run', greenroomRunPermission],
] as const;

/** What these credentials may do, so that pages offer no more. */
export async function allowedActions(
  permissions: PermissionsService,
  credentials: BackstageCredentials,
): Promise<AssetDetail['allowed']> {
  const decisions = await permissions.authorize(
    ACTIONS.map(([, permission]) => ({ permission })),
    { credentials },
  );
  return ACTIONS.filter(
    (_, i) => decisions[i].result === AuthorizeResult.ALLOW,
  ).map(([action]) => action);
}
