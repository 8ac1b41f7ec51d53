import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  greenroomMetadataReadPermission,
  greenroomRowsReadPermission,
  rowFilterSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { RowService } from './RowService';

const versionParams = z.object({ versionId: z.string().min(1).max(64) });
const rowsBody = z.object({
  runId: z.string().max(64).optional(),
  filter: rowFilterSchema.optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
const thumbnailsBody = z.object({
  keys: z.array(z.string().max(200)).min(1).max(100),
});

/** Rows and pictures of rows. */
export function createRowsRouter(rooms: {
  rows: RowService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}) {
  const { rows, httpAuth, permissions } = rooms;
  const router = Router();

  router.post('/versions/:versionId/rows', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const body = parse(rowsBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission);
    res.json(await rows.getRows({ versionId, ...body }, credentials));
  });

  router.post('/versions/:versionId/thumbnails', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const { keys } = parse(thumbnailsBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission);
    res.json(await rows.getThumbnails(versionId, keys, credentials));
  });

  return router;
}
