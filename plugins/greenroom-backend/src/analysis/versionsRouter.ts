import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  driftAgainstSchema,
  greenroomMetadataReadPermission,
  greenroomRowsReadPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import type { VersionViews } from './VersionViews';

const id = z.string().min(1).max(64);
const versionParams = z.object({ versionId: id });
const pairBody = z.object({ from: id, to: id });
const pageBody = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
const driftBody = z.object({ against: driftAgainstSchema });

/** Profiles, comparisons, drift and leakage of versions: aggregates of rows, from jobs. */
export function createVersionsRouter(rooms: {
  views: VersionViews;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
}) {
  const { views, httpAuth, permissions } = rooms;
  const router = Router();

  router.get('/versions/:versionId/profile', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      versionId,
    });
    res.json(await views.profile(versionId, credentials));
  });

  router.post('/versions/compare', async (req, res) => {
    const { from, to } = parse(pairBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      versionId: [from, to],
    });
    res.json(await views.compare(from, to, credentials));
  });

  router.post('/versions/:versionId/drift', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const { against } = parse(driftBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      versionId:
        against.kind === 'version' ? [versionId, against.versionId] : versionId,
    });
    res.json(await views.drift(versionId, against, credentials));
  });

  // Who may not see rows is told what was found to be hidden; nothing is begun for them.
  router.post('/versions/:versionId/leakage', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const page = parse(pageBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      versionId,
    });
    res.json(await views.leakage(versionId, page, credentials));
  });

  return router;
}
