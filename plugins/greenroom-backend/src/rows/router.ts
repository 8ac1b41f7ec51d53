import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  changedRowsFilterSchema,
  greenroomMetadataReadPermission,
  greenroomRowsReadPermission,
  rowFilterSchema,
  rowSortSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import { exportHandler } from './exportHandler';
import type { RowsRoom } from './RowsRoom';
import { LARGEST_PIXELS, THUMBNAIL_PIXELS } from './Thumbnails';

const versionParams = z.object({ versionId: z.string().min(1).max(64) });
const page = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
};
const rowsBody = z.object({
  runId: z.string().max(64).optional(),
  filter: rowFilterSchema.optional(),
  sort: rowSortSchema.optional(),
  ...page,
});
const changedRowsBody = z.object({
  from: z.string().min(1).max(64),
  to: z.string().min(1).max(64),
  filter: changedRowsFilterSchema.optional(),
  sort: rowSortSchema.optional(),
  ...page,
});
const thumbnailsBody = z.object({
  keys: z.array(z.string().max(200)).min(1).max(100),
  sizePixels: z
    .number()
    .int()
    .min(16)
    .max(LARGEST_PIXELS)
    .default(THUMBNAIL_PIXELS),
});

/** Rows, rows that changed, pictures of rows, rows as a file. */
export function createRowsRouter(rooms: {
  rows: RowsRoom;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { rows, httpAuth, permissions } = rooms;
  const router = Router();

  // Before the routes of one version, of which none is called compare.
  router.post('/versions/compare/rows', async (req, res) => {
    const body = parse(changedRowsBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      versionId: [body.from, body.to],
    });
    res.json(await rows.changed.page(body, credentials));
  });

  router.post('/versions/:versionId/rows', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const body = parse(rowsBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      versionId,
      runId: body.runId,
    });
    res.json(await rows.pages.page({ versionId, ...body }, credentials));
  });

  router.get('/versions/:versionId/collect', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      versionId,
    });
    res.json(await rows.collected.of(versionId, credentials));
  });

  router.post('/versions/:versionId/thumbnails', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const body = parse(thumbnailsBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      versionId,
    });
    res.json(await rows.thumbnails.of({ versionId, ...body }, credentials));
  });

  router.post('/versions/:versionId/export', exportHandler(rooms));

  return router;
}
