import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  greenroomAdministerPermission,
  greenroomAssetPermissions,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Knex } from 'knex';
import { assetResourceRef } from './assetResource';
import { assetRules } from './assetRules';
import { loadPermissionedAssets } from './loadPermissionedAssets';

/** Tells the permission framework what can be permitted, and lets it look at assets. */
export function registerAssetPermissions(
  registry: PermissionsRegistryService,
  knex: Knex,
): void {
  registry.addResourceType({
    resourceRef: assetResourceRef,
    permissions: greenroomAssetPermissions,
    rules: Object.values(assetRules),
    getResources: ids => loadPermissionedAssets(knex, ids),
  });
  registry.addPermissions([greenroomAdministerPermission]);
}
