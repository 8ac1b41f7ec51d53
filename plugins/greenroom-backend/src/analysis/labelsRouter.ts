import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  greenroomRowsReadPermission,
  labelIssueFilterSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import type { About } from '../permissions/assetsAbout';
import type { LabelViews } from './LabelViews';

const versionParams = z.object({ versionId: z.string().min(1).max(64) });
const assetParams = z.object({ assetId: z.string().min(1).max(512) });
const offset = z.coerce.number().int().min(0).default(0);
const key = z.string().max(200);
const issuesQuery = labelIssueFilterSchema.extend({
  key: z.union([key, z.array(key).max(100)]).optional(),
  offset,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  facets: z.literal('counted').optional(),
});
const groupsQuery = z.object({
  kind: z.enum(['conflict', 'exact_duplicate', 'near_duplicate']),
  offset,
  // Each has up to fifty rows.
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
const column = z.string().min(1).max(200).optional();
const mapQuery = z.object({ x: column, y: column });

/** What is doubtful about labels, seen from every side. */
export function createLabelsRouter(rooms: {
  views: LabelViews;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
}) {
  const { views, httpAuth, permissions } = rooms;
  const router = Router();
  const allowed = async (req: Request, about: About) => {
    const credentials = await httpAuth.credentials(req);
    await authorize(
      permissions,
      credentials,
      greenroomRowsReadPermission,
      about,
    );
    return credentials;
  };

  router.get('/versions/:versionId/labels', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const query = parse(issuesQuery, req.query);
    res.json(
      await views.quality(versionId, query, await allowed(req, { versionId })),
    );
  });

  router.get('/versions/:versionId/labels/groups', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const query = parse(groupsQuery, req.query);
    res.json(
      await views.groups(versionId, query, await allowed(req, { versionId })),
    );
  });

  router.get('/versions/:versionId/labels/map', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const axes = parse(mapQuery, req.query);
    res.json(
      await views.map(versionId, axes, await allowed(req, { versionId })),
    );
  });

  router.get('/versions/:versionId/labels/annotators', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    res.json(
      await views.annotators(versionId, await allowed(req, { versionId })),
    );
  });

  router.get('/assets/:assetId/labels/history', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    await allowed(req, { assetId });
    res.json(await views.history(assetId));
  });

  return router;
}
