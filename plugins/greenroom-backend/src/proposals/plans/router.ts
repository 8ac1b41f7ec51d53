import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  changedRowsFilterSchema,
  greenroomMetadataReadPermission,
  greenroomPlanPermitPermission,
  greenroomProposePermission,
  greenroomRowsReadPermission,
  rowSortSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize, isAllowed } from '../../http/authorize';
import { parse } from '../../http/parse';
import { whileAudited } from '../../http/whileAudited';
import type { AssetPermissions } from '../../permissions/AssetPermissions';
import { LARGEST_PIXELS, THUMBNAIL_PIXELS } from '../../rows/Thumbnails';
import type { BasketPlans } from './BasketPlans';
import type { PlanViews } from './PlanViews';
import type { PullPlans } from './PullPlans';

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const assetParams = z.object({ assetId: z.string().min(1).max(512) });
const pullParams = assetParams.extend({
  number: z.coerce.number().int().min(1).max(2_147_483_647),
});
const pullQuery = z.object({ commit: z.string().regex(COMMIT).optional() });
/** The plan of a pull request, or the job that makes one. */
const planParams = z.object({
  planId: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .or(z.string().uuid()),
});
const asset = z.string().min(1).max(200);
const rowsBody = z.object({
  asset,
  filter: changedRowsFilterSchema.optional(),
  sort: rowSortSchema.optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
const thumbnailsBody = z.object({
  asset,
  keys: z.array(z.string().max(200)).min(1).max(100),
  sizePixels: z
    .number()
    .int()
    .min(16)
    .max(LARGEST_PIXELS)
    .default(THUMBNAIL_PIXELS),
});

/** What pull requests would do, and who lets a fork's be planned. */
export function createPlansRouter(rooms: {
  views: PlanViews;
  plans: PullPlans;
  baskets: BasketPlans;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { views, plans, baskets, httpAuth, permissions, auditor } = rooms;
  const router = Router();

  router.get('/assets/:assetId/plans', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      assetId,
    });
    res.json(await views.list(assetId));
  });

  router.get('/assets/:assetId/plans/:number', async (req, res) => {
    const { assetId, number } = parse(pullParams, req.params);
    const { commit } = parse(pullQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      assetId,
    });
    const permit = await isAllowed(
      permissions,
      credentials,
      greenroomPlanPermitPermission,
      { assetId },
    );
    res.json(
      await views.page(assetId, { number, commit }, credentials, { permit }),
    );
  });

  router.post('/plans/:planId/permit', async (req, res) => {
    const { planId } = parse(planParams, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await whileAudited(
      auditor,
      {
        eventId: 'plan-permit',
        request: req,
        severityLevel: 'medium',
        meta: { planId },
      },
      async () => {
        await authorize(
          permissions,
          credentials,
          greenroomPlanPermitPermission,
          { planId },
        );
        await plans.permit(planId, credentials.principal.userEntityRef);
      },
    );
    res.status(202).json({});
  });

  // Nothing changes by it: what is computed is what anybody with this basket would be told.
  router.post('/assets/:assetId/draft/plan', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(permissions, credentials, greenroomProposePermission, {
      assetId,
    });
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      assetId,
    });
    const { userEntityRef } = credentials.principal;
    res.json(await baskets.ask(assetId, userEntityRef, credentials));
  });

  router.get('/plans/:planId', async (req, res) => {
    const { planId } = parse(planParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      planId,
    });
    res.json(await views.made(planId, credentials));
  });

  router.post('/plans/:planId/rows', async (req, res) => {
    const { planId } = parse(planParams, req.params);
    const body = parse(rowsBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      planId,
    });
    res.json(await views.rowsOf(planId, body, credentials));
  });

  router.post('/plans/:planId/thumbnails', async (req, res) => {
    const { planId } = parse(planParams, req.params);
    const body = parse(thumbnailsBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      planId,
    });
    res.json(await views.thumbnailsOf(planId, body, credentials));
  });

  return router;
}
