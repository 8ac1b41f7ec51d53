import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  driftAgainstSchema,
  greenroomRowsReadPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { VersionViews } from './VersionViews';

const id = z.string().min(1).max(64);
const versionParams = z.object({ versionId: id });
const pairBody = z.object({ from: id, to: id });
const driftBody = z.object({ against: driftAgainstSchema });

/** Profiles, comparisons and drift of versions: aggregates of rows, from jobs. */
export function createVersionsRouter(rooms: {
  views: VersionViews;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}) {
  const { views, httpAuth, permissions } = rooms;
  const router = Router();

  router.get('/versions/:versionId/profile', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission);
    res.json(await views.profile(versionId, credentials));
  });

  router.post('/versions/compare', async (req, res) => {
    const { from, to } = parse(pairBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission);
    res.json(await views.compare(from, to, credentials));
  });

  router.post('/versions/:versionId/drift', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    const { against } = parse(driftBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission);
    res.json(await views.drift(versionId, against, credentials));
  });

  return router;
}
