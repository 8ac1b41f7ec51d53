import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  isResourcePermission,
  type Permission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  ACTION_PERMISSIONS,
  type AssetAction,
  assetActionSchema,
  greenroomAssetPermissions,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import type { About } from '../permissions/assetsAbout';
import type { AssetScope } from '../permissions/AssetScope';

/** Whose permission is asked for, and what for: assets by their ids, or things whose assets are looked up. */
type Asked =
  | [
      permissions: PermissionsService,
      credentials: BackstageCredentials,
      permission: Permission,
      assetIds?: readonly string[],
    ]
  | [
      permissions: AssetPermissions,
      credentials: BackstageCredentials,
      permission: Permission,
      about: About,
    ];

function isIds(about: About | readonly string[]): about is readonly string[] {
  return Array.isArray(about);
}

/**
 * Whether these credentials hold a permission for every asset that something is
 * about. Where it is about none, holding it for some assets only is not enough.
 */
export async function isAllowed(
  ...[permissions, credentials, permission, about = []]: Asked
): Promise<boolean> {
  const assetIds = isIds(about)
    ? about
    : await (permissions as AssetPermissions).assetsAbout(about);
  const decisions =
    isResourcePermission(permission) && assetIds.length > 0
      ? await permissions.authorize(
          assetIds.map(resourceRef => ({ permission, resourceRef })),
          { credentials },
        )
      : await decideWithoutAsset(permissions, credentials, permission);
  return decisions.every(({ result }) => result === AuthorizeResult.ALLOW);
}

/** A decision under conditions comes only from the second of the two. */
function decideWithoutAsset(
  permissions: PermissionsService,
  credentials: BackstageCredentials,
  permission: Permission,
) {
  return isResourcePermission(permission)
    ? permissions.authorizeConditional([{ permission }], { credentials })
    : permissions.authorize([{ permission }], { credentials });
}

/** @throws NotAllowedError naming the permission that is missing */
export async function authorize(...asked: Asked): Promise<void> {
  const [, , permission] = asked;
  if (!(await isAllowed(...asked))) throw missing(permission);
}

/**
 * For lists, and for what is about no asset: whoever holds a permission for
 * some assets sees these.
 *
 * @throws NotAllowedError where it is held for none
 */
export async function authorizeSome(
  permissions: AssetPermissions,
  credentials: BackstageCredentials,
  permission: ResourcePermission,
): Promise<AssetScope> {
  const scope = await permissions.scopeOf(credentials, permission);
  if (scope.type === 'none') throw missing(permission);
  return scope;
}

function missing(permission: Permission): NotAllowedError {
  return new NotAllowedError(
    `You need the permission ${permission.name}. Ask whoever administers this portal for it.`,
  );
}

/** What these credentials may do with an asset, so that pages offer no more. */
export async function allowedActions(
  permissions: PermissionsService,
  credentials: BackstageCredentials,
  assetId: string,
): Promise<AssetAction[]> {
  const asked = greenroomAssetPermissions;
  const decisions = await permissions.authorize(
    asked.map(permission => ({ permission, resourceRef: assetId })),
    { credentials },
  );
  const held = new Set<string>(
    asked.flatMap(({ name }, i) =>
      decisions[i].result === AuthorizeResult.ALLOW ? [name] : [],
    ),
  );
  return assetActionSchema.options.filter(action =>
    ACTION_PERMISSIONS[action].every(({ name }) => held.has(name)),
  );
}
