import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { LineageSight } from '../../lineage/LineageSight';
import type { Around } from '../../lineage/questions/Around';
import type { AssetStore } from '../../registry/AssetStore';
import { ObligationService } from './ObligationService';
import { createObligationsRouter } from './router';

/** The room of what versions are bound by. */
export function createObligations(rooms: {
  assets: AssetStore;
  around: Around;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}) {
  return createObligationsRouter({
    obligations: new ObligationService({
      assets: rooms.assets,
      lineage: rooms.around,
    }),
    sight: new LineageSight(rooms.permissions),
    httpAuth: rooms.httpAuth,
    permissions: rooms.permissions,
  });
}
