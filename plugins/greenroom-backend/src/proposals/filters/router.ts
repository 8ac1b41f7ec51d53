import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  greenroomRowsReadPermission,
  savedFilterSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../../http/authorize';
import { parse } from '../../http/parse';
import type { FilterStore } from './FilterStore';

const assetParams = z.object({ assetId: z.string().min(1).max(512) });
const saveBody = savedFilterSchema.pick({ name: true, query: true });
const removeBody = savedFilterSchema.pick({ name: true });

/** The caller's own saved filters. */
export function createFiltersRouter(rooms: {
  filters: FilterStore;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}) {
  const { filters, httpAuth, permissions } = rooms;
  const router = Router();

  const caller = async (req: Request) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(permissions, credentials, greenroomRowsReadPermission);
    return credentials.principal.userEntityRef;
  };

  router.get('/assets/:assetId/filters', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    res.json({ items: await filters.list(assetId, await caller(req)) });
  });

  router.put('/assets/:assetId/filters', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const filter = parse(saveBody, req.body);
    const author = await caller(req);
    await filters.save(assetId, author, filter);
    res.json({ items: await filters.list(assetId, author) });
  });

  router.delete('/assets/:assetId/filters', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const { name } = parse(removeBody, req.body);
    const author = await caller(req);
    await filters.remove(assetId, author, name);
    res.json({ items: await filters.list(assetId, author) });
  });

  return router;
}
