import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  augmentationRequestSchema,
  greenroomMetadataReadPermission,
  greenroomRowsReadPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import type { MadeRows } from './MadeRows';

const versionParams = z.object({ versionId: z.string().min(1).max(64) });

/** Rows that are made of rows. */
export function createAugmentationsRouter(rooms: {
  made: MadeRows;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
}) {
  const { made, httpAuth, permissions } = rooms;
  const router = Router();

  router.get('/versions/:versionId/augmentations', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      versionId,
    });
    res.json(await made.choices(versionId, credentials));
  });

  router.post(
    '/versions/:versionId/augmentations/preview',
    async (req, res) => {
      const { versionId } = parse(versionParams, req.params);
      const request = parse(augmentationRequestSchema, req.body);
      const credentials = await httpAuth.credentials(req);
      await authorize(permissions, credentials, greenroomRowsReadPermission, {
        versionId,
      });
      res.json(await made.preview(versionId, request, credentials));
    },
  );

  return router;
}
