import { createPermission } from '@backstage/plugin-permission-common';

/** See assets, versions, metrics, lineage. */
export const greenroomMetadataReadPermission = createPermission({
  name: 'greenroom.metadata.read',
  attributes: { action: 'read' },
});
/** See rows, thumbnails and aggregates of rows. */
export const greenroomRowsReadPermission = createPermission({
  name: 'greenroom.rows.read',
  attributes: { action: 'read' },
});
/** See columns that a manifest marks as personal data. */
export const greenroomPersonalReadPermission = createPermission({
  name: 'greenroom.personal.read',
  attributes: { action: 'read' },
});
/** Fill a basket and open a pull request from it. */
export const greenroomProposePermission = createPermission({
  name: 'greenroom.propose',
  attributes: { action: 'create' },
});
/** Start a sync or an analysis by hand. */
export const greenroomRunPermission = createPermission({
  name: 'greenroom.run',
  attributes: { action: 'update' },
});

export const greenroomPermissions = [
  greenroomMetadataReadPermission,
  greenroomRowsReadPermission,
  greenroomPersonalReadPermission,
  greenroomProposePermission,
  greenroomRunPermission,
];
