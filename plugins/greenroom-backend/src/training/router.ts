import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { greenroomMetadataReadPermission } from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { auditedRun } from '../http/auditedRun';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import type { RetrainingViews } from './RetrainingViews';
import type { Trainings } from './Trainings';

const assetParams = z.object({ assetId: z.string().min(1).max(512) });
const retrainingParams = assetParams.extend({
  retrainingId: z.string().uuid(),
});

/** Trainings that changes of data asked for. */
export function createTrainingRouter(rooms: {
  views: RetrainingViews;
  trainings: Trainings;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { views, trainings, httpAuth, permissions } = rooms;
  const audited = auditedRun(rooms);
  const router = Router();

  router.get('/assets/:assetId/retrainings', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      assetId,
    });
    res.json(await views.list(assetId));
  });

  router.post(
    '/assets/:assetId/retrainings/:retrainingId/retry',
    async (req, res) => {
      const params = parse(retrainingParams, req.params);
      const { assetId, retrainingId } = params;
      await audited(req, 'retraining-retry', params, () =>
        trainings.retry(assetId, retrainingId),
      );
      res.status(202).json(await views.list(assetId));
    },
  );

  return router;
}
