import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  greenroomMetadataReadPermission,
  greenroomRunPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { allowedActions, authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { SyncService } from '../sync/SyncService';
import type { AssetViews } from './AssetViews';

const flag = z.enum(['true', 'false']).transform(text => text === 'true');
const listQuery = z.object({
  kind: z.enum(['dataset', 'model']).optional(),
  owner: z.string().max(255).optional(),
  search: z.string().max(200).optional(),
  attention: flag.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.coerce.number().int().min(0).default(0),
});
const entityQuery = z.object({ entityRef: z.string().min(3).max(255) });
const assetParams = z.object({ assetId: z.string().min(1).max(512) });

/** Assets, versions and sources. */
export function createRegistryRouter(rooms: {
  views: AssetViews;
  sync: SyncService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}) {
  const { views, sync, httpAuth, permissions, auditor } = rooms;
  const router = Router();

  router.get('/assets', async (req, res) => {
    const { cursor, ...query } = parse(listQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission);
    res.json(await views.list({ ...query, offset: cursor }));
  });

  router.get('/assets/by-entity', async (req, res) => {
    const { entityRef } = parse(entityQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission);
    const asset = await views.getByEntity(entityRef);
    res.json(
      await views.detail(asset, await allowedActions(permissions, credentials)),
    );
  });

  router.get('/assets/:assetId', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission);
    const asset = await views.get(assetId);
    res.json(
      await views.detail(asset, await allowedActions(permissions, credentials)),
    );
  });

  router.get('/assets/:assetId/versions', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission);
    res.json({ items: await views.versions(await views.get(assetId)) });
  });

  router.post('/assets/:assetId/refresh', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req);
    const event = await auditor.createEvent({
      eventId: 'asset-refresh',
      request: req,
      meta: { assetId },
    });
    try {
      await authorize(permissions, credentials, greenroomRunPermission);
      const job = await sync.refresh(await views.get(assetId));
      await event.success({ meta: { jobId: job.id } });
      res.status(202).json(job);
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  });

  router.get('/sources', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission);
    res.json({ items: await sync.status() });
  });

  return router;
}
