import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  type ComputeHealth,
  greenroomMetadataReadPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ComputeExecutor } from '@greenroom/backstage-plugin-greenroom-node';
import Router from 'express-promise-router';
import { authorize } from '../http/authorize';

/** Which promises about computations are kept on this replica. */
export function createHealthRouter(rooms: {
  executor: ComputeExecutor;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}) {
  const { executor, httpAuth, permissions } = rooms;
  const router = Router();

  router.get('/health/compute', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission);
    const health: ComputeHealth = {
      executor: executor.name,
      guarantees: [...(await executor.guarantees())],
    };
    res.json(health);
  });

  return router;
}
