import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  type ComputeHealth,
  greenroomMetadataReadPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ComputeExecutor } from '@greenroom/backstage-plugin-greenroom-node';
import Router from 'express-promise-router';
import { authorizeSome } from '../http/authorize';
import type { AssetPermissions } from '../permissions/AssetPermissions';

/** Which promises about computations are kept on this replica. */
export function createHealthRouter(rooms: {
  executor: ComputeExecutor;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
}) {
  const { executor, httpAuth, permissions } = rooms;
  const router = Router();

  router.get('/health/compute', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorizeSome(
      permissions,
      credentials,
      greenroomMetadataReadPermission,
    );
    const health: ComputeHealth = {
      executor: executor.name,
      guarantees: [...(await executor.guarantees())],
    };
    res.json(health);
  });

  return router;
}
