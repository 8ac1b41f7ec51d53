import {
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import { z } from 'zod';

/** What a policy may set conditions on: an asset, named by its id. */
export const RESOURCE_TYPE_ASSET = 'greenroom-asset';

/** See assets, versions, metrics, lineage. */
export const greenroomMetadataReadPermission = createPermission({
  name: 'greenroom.metadata.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ASSET,
});
/** See rows, thumbnails and aggregates of rows. */
export const greenroomRowsReadPermission = createPermission({
  name: 'greenroom.rows.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ASSET,
});
/** See columns that a manifest marks as personal data. */
export const greenroomPersonalReadPermission = createPermission({
  name: 'greenroom.personal.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ASSET,
});
/** Fill a basket and open a pull request from it. */
export const greenroomProposePermission = createPermission({
  name: 'greenroom.propose',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_ASSET,
});
/** Start a sync or an analysis by hand. */
export const greenroomRunPermission = createPermission({
  name: 'greenroom.run',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ASSET,
});
/** Let the pull request of a fork, which somebody without write access made, be read and computed. */
export const greenroomPlanPermitPermission = createPermission({
  name: 'greenroom.plan.permit',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ASSET,
});
/** Ask for a review of a version, put questions and answer them. */
export const greenroomReviewPermission = createPermission({
  name: 'greenroom.review',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ASSET,
});
/** Decide a review: approved, approved with conditions, rejected. Not of what one wrote oneself. */
export const greenroomApprovePermission = createPermission({
  name: 'greenroom.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ASSET,
});
/** See what everybody did, and take out what git does not hold. Of the portal, not of one asset. */
export const greenroomAdministerPermission = createPermission({
  name: 'greenroom.administer',
  attributes: { action: 'update' },
});

/** What may be done with one asset by whoever sees it, as the API tells pages. */
export const assetActionSchema = z.enum([
  'readRows',
  'readPersonal',
  'propose',
  'run',
  'permitPlan',
  'review',
  'approve',
]);
export type AssetAction = z.infer<typeof assetActionSchema>;

/** The permissions that each action asks for, all of them. */
export const ACTION_PERMISSIONS = {
  readRows: [greenroomRowsReadPermission],
  readPersonal: [greenroomPersonalReadPermission],
  // What is proposed is shown against the rows as they are.
  propose: [greenroomProposePermission, greenroomRowsReadPermission],
  run: [greenroomRunPermission],
  permitPlan: [greenroomPlanPermitPermission],
  review: [greenroomReviewPermission],
  approve: [greenroomApprovePermission],
} as const satisfies Record<AssetAction, readonly Permission[]>;

/** Those that a policy may give for some assets only. */
export const greenroomAssetPermissions = [
  greenroomMetadataReadPermission,
  greenroomRowsReadPermission,
  greenroomPersonalReadPermission,
  greenroomProposePermission,
  greenroomRunPermission,
  greenroomPlanPermitPermission,
  greenroomReviewPermission,
  greenroomApprovePermission,
];

export const greenroomPermissions: Permission[] = [
  ...greenroomAssetPermissions,
  greenroomAdministerPermission,
];
