import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  greenroomRowsReadPermission,
  savedFilterSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Request, RequestHandler } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../../http/authorize';
import { parse } from '../../http/parse';
import { whileAudited } from '../../http/whileAudited';
import type { AssetPermissions } from '../../permissions/AssetPermissions';
import type { FilterStore } from './FilterStore';

const assetParams = z.object({ assetId: z.string().min(1).max(512) });
const saveBody = savedFilterSchema.pick({ name: true, query: true });
const removeBody = savedFilterSchema.pick({ name: true });

/** The caller's own saved filters. */
export function createFiltersRouter(rooms: {
  filters: FilterStore;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { filters, httpAuth, permissions, auditor } = rooms;
  const router = Router();

  const asked = async (req: Request) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const author = credentials.principal.userEntityRef;
    return {
      assetId,
      author,
      authorized: () =>
        authorize(permissions, credentials, greenroomRowsReadPermission, {
          assetId,
        }),
    };
  };
  const changed = (
    eventId: string,
    change: (assetId: string, author: string, req: Request) => Promise<void>,
  ): RequestHandler => {
    return async (req, res) => {
      const { assetId, author, authorized } = await asked(req);
      await whileAudited(
        auditor,
        { eventId, request: req, meta: { assetId } },
        async () => {
          await authorized();
          await change(assetId, author, req);
        },
      );
      res.json({ items: await filters.list(assetId, author) });
    };
  };

  router.get('/assets/:assetId/filters', async (req, res) => {
    const { assetId, author, authorized } = await asked(req);
    await authorized();
    res.json({ items: await filters.list(assetId, author) });
  });

  router.put(
    '/assets/:assetId/filters',
    changed('filter-save', (assetId, author, req) =>
      filters.save(assetId, author, parse(saveBody, req.body)),
    ),
  );

  router.delete(
    '/assets/:assetId/filters',
    changed('filter-remove', (assetId, author, req) =>
      filters.remove(assetId, author, parse(removeBody, req.body).name),
    ),
  );

  return router;
}
