import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  greenroomMetadataReadPermission,
  greenroomRunPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import { manifestJsonSchema } from '@greenroom/manifest';
import Router from 'express-promise-router';
import { z } from 'zod';
import { allowedActions, authorize, authorizeSome } from '../http/authorize';
import { jsonIds } from '../http/jsonIds';
import { parse } from '../http/parse';
import { whileAudited } from '../http/whileAudited';
import type { AssetPermissions } from '../permissions/AssetPermissions';
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
const entitiesQuery = z.object({
  ids: jsonIds({ most: 100, longest: 512 }).optional(),
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
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { views, sync, httpAuth, permissions, auditor } = rooms;
  const router = Router();

  router.get('/assets', async (req, res) => {
    const { cursor, ...query } = parse(listQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    const scope = await authorizeSome(
      permissions,
      credentials,
      greenroomMetadataReadPermission,
    );
    res.json(await views.list({ ...query, offset: cursor, scope }));
  });

  // Public by policy: editors fetch it without signing in, and it tells nothing of the assets.
  router.get(MANIFEST_SCHEMA_PATH, (_req, res) => {
    res.type('application/schema+json').json(manifestJsonSchema());
  });

  router.get('/entities', async (req, res) => {
    const query = parse(entitiesQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    const scope = await authorizeSome(
      permissions,
      credentials,
      greenroomMetadataReadPermission,
    );
    res.json(await views.entities({ ...query, scope }));
  });

  router.get('/assets/:assetId/syncs', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      assetId,
    });
    const asset = await views.get(assetId);
    res.json({ items: await sync.syncsOf(asset, SYNCS) });
  });

  router.get('/assets/by-entity', async (req, res) => {
    const { entityRef } = parse(entityQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      entityRef,
    });
    const asset = await views.getByEntity(entityRef);
    res.json(
      await views.detail(
        asset,
        await allowedActions(permissions, credentials, asset.id),
        await permissions.scopeOf(credentials, greenroomMetadataReadPermission),
      ),
    );
  });

  router.get('/assets/:assetId', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      assetId,
    });
    const asset = await views.get(assetId);
    res.json(
      await views.detail(
        asset,
        await allowedActions(permissions, credentials, asset.id),
        await permissions.scopeOf(credentials, greenroomMetadataReadPermission),
      ),
    );
  });

  router.get('/assets/:assetId/versions', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      assetId,
    });
    const scope = await permissions.scopeOf(
      credentials,
      greenroomMetadataReadPermission,
    );
    res.json({ items: await views.versions(await views.get(assetId), scope) });
  });

  router.post('/assets/:assetId/refresh', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req);
    const job = await whileAudited(
      auditor,
      { eventId: 'asset-refresh', request: req, meta: { assetId } },
      async note => {
        await authorize(permissions, credentials, greenroomRunPermission, {
          assetId,
        });
        const asked = await sync.refresh(await views.get(assetId));
        note({ jobId: asked.id });
        return asked;
      },
    );
    res.status(202).json(job);
  });

  router.get('/sources', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const scope = await authorizeSome(
      permissions,
      credentials,
      greenroomMetadataReadPermission,
    );
    res.json({ items: await sync.status(scope) });
  });

  return router;
}
