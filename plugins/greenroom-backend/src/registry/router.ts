import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  greenroomMetadataReadPermission,
  greenroomRunPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import { manifestJsonSchema } from '@greenroom/manifest';
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
/** Ids hold every sign a name may, so that a list of them is JSON. */
const ids = z
  .string()
  .max(60_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'ids is no JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(z.string().max(512)).max(100));
const entitiesQuery = z.object({
  ids: ids.optional(),
  after: z.string().max(512).default(''),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
const entityQuery = z.object({ entityRef: z.string().min(3).max(255) });
const assetParams = z.object({ assetId: z.string().min(1).max(512) });

/** Where editors find the schema of our own manifests. */
export const MANIFEST_SCHEMA_PATH = '/schema/v1alpha1.json';
/** So many syncs of an asset's repository are shown. */
const SYNCS = 50;

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

  // Public by policy: editors fetch it without signing in, and it tells nothing of the assets.
  router.get(MANIFEST_SCHEMA_PATH, (_req, res) => {
    res.type('application/schema+json').json(manifestJsonSchema());
  });

  router.get('/entities', async (req, res) => {
    const query = parse(entitiesQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission);
    res.json(await views.entities(query));
  });

  router.get('/assets/:assetId/syncs', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission);
    const asset = await views.get(assetId);
    res.json({ items: await sync.syncsOf(asset, SYNCS) });
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
