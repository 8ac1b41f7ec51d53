import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  drawAuditRequestSchema,
  greenroomRowsReadPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../../http/authorize';
import { parse } from '../../http/parse';
import type { AssetPermissions } from '../../permissions/AssetPermissions';
import { auditedChange } from '../auditedChange';
import type { AuditService } from './AuditService';

const versionParams = z.object({ versionId: z.string().min(1).max(64) });
const auditParams = z.object({ auditId: z.string().uuid() });

/** Audit samples and what they say so far. */
export function createAuditsRouter(rooms: {
  audits: AuditService;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { audits, httpAuth, permissions } = rooms;
  const audited = auditedChange(rooms);
  const router = Router();

  router.post('/versions/:versionId/audits', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const request = parse(drawAuditRequestSchema, req.body);
    const meta = { versionId, rows: request.size };
    res.json(
      await audited(req, 'audit-draw', meta, changer =>
        audits.draw(versionId, request, changer),
      ),
    );
  });

  router.get('/versions/:versionId/audits', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      versionId,
    });
    res.json({ items: await audits.list(versionId, credentials) });
  });

  router.get('/audits/:auditId', async (req, res) => {
    const { auditId } = parse(auditParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      auditId,
    });
    res.json(await audits.get(auditId, credentials));
  });

  return router;
}
