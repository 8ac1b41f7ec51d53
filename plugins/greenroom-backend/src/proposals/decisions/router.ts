import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  bulkDecideRequestSchema,
  decideRequestSchema,
  decideSchema,
  greenroomRowsReadPermission,
  labelIssueFilterSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../../http/authorize';
import { parse } from '../../http/parse';
import type { AssetPermissions } from '../../permissions/AssetPermissions';
import { auditedChange } from '../auditedChange';
import type { BulkDecisions } from './BulkDecisions';
import type { DecisionService } from './DecisionService';

const assetParams = z.object({ assetId: z.string().min(1).max(512) });
const versionParams = z.object({ versionId: z.string().min(1).max(64) });
const undoBody = decideRequestSchema.pick({ versionId: true }).extend({
  decisions: z
    .array(decideSchema.pick({ key: true, seen: true }))
    .min(1)
    .max(500),
});
const bulkBody = bulkDecideRequestSchema.extend({
  filter: labelIssueFilterSchema.strict(),
});
const keysBody = z.object({
  keys: z.array(decideSchema.shape.key).min(1).max(500),
});

/** What people say of rows. */
export function createDecisionsRouter(rooms: {
  decisions: DecisionService;
  bulk: BulkDecisions;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { decisions, bulk, httpAuth, permissions } = rooms;
  const audited = auditedChange(rooms);
  const router = Router();

  router.put('/assets/:assetId/decisions', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const request = parse(decideRequestSchema, req.body);
    const meta = { assetId, rows: request.decisions.length };
    res.json(
      await audited(req, 'decisions-put', meta, decider =>
        decisions.decide(assetId, request, decider),
      ),
    );
  });

  router.delete('/assets/:assetId/decisions', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const request = parse(undoBody, req.body);
    const meta = { assetId, rows: request.decisions.length };
    res.json(
      await audited(req, 'decisions-undo', meta, decider =>
        decisions.undo(assetId, request, decider),
      ),
    );
  });

  router.post('/assets/:assetId/decisions/all', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const request = parse(bulkBody, req.body);
    const meta = { assetId, decide: request.decide };
    res.json(
      await audited(req, 'decisions-all', meta, decider =>
        bulk.decide(assetId, request, decider),
      ),
    );
  });

  router.post('/versions/:versionId/decisions', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const { keys } = parse(keysBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      versionId,
    });
    res.json({ items: await decisions.list(versionId, keys, credentials) });
  });

  return router;
}
