import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { greenroomMetadataReadPermission } from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { LineageService } from './LineageService';

const assetParams = z.object({ assetId: z.string().min(1).max(512) });

/** What an asset is made of and what is made of it. */
export function createLineageRouter(rooms: {
  lineage: LineageService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}) {
  const { lineage, httpAuth, permissions } = rooms;
  const router = Router();
  router.get('/assets/:assetId/lineage', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission);
    res.json(await lineage.lineageOf(assetId));
  });
  return router;
}
