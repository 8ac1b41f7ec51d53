import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  greenroomMetadataReadPermission,
  runPlanQuerySchema,
  runRequestSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { auditedRun } from '../http/auditedRun';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import type { RunDesk } from './RunDesk';

const assetParams = z.object({ assetId: z.string().min(1).max(512) });

/** Runs that people ask for. */
export function createRunsRouter(rooms: {
  desk: RunDesk;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { desk, httpAuth, permissions } = rooms;
  const audited = auditedRun(rooms);
  const router = Router();

  router.get('/assets/:assetId/runs/plan', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const query = parse(runPlanQuerySchema, req.query);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      assetId,
    });
    res.json(await desk.plan(assetId, query));
  });

  router.post('/assets/:assetId/runs', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const request = parse(runRequestSchema, req.body);
    const items = await audited(req, 'run-ask', { assetId, ...request }, () =>
      desk.ask(assetId, request),
    );
    res.status(202).json({ items });
  });

  return router;
}
