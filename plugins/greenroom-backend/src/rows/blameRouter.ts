import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { greenroomRowsReadPermission } from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import type { BlameRows } from './BlameRows';

const versionParams = z.object({ versionId: z.string().min(1).max(64) });
const blameBody = z.object({
  keys: z.array(z.string().max(200)).max(200),
});

/** Who last set the cells of some rows. */
export function createBlameRouter(rooms: {
  blame: BlameRows;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
}) {
  const { blame, httpAuth, permissions } = rooms;
  const router = Router();

  router.post('/versions/:versionId/blame', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const { keys } = parse(blameBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      versionId,
    });
    res.json(await blame.of({ versionId, keys }, credentials));
  });

  return router;
}
