import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { greenroomMetadataReadPermission } from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../../http/authorize';
import { parse } from '../../http/parse';
import type { LineageSight } from '../../lineage/LineageSight';
import type { ObligationService } from './ObligationService';

const assetParams = z.object({ assetId: z.string().min(1).max(512) });
const query = z.object({ versionId: z.string().min(1).max(64).optional() });

/** What versions are bound by. Of assets that the caller may not see it tells what they oblige to, and nothing else. */
export function createObligationsRouter(rooms: {
  obligations: ObligationService;
  sight: LineageSight;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}) {
  const { obligations, sight, httpAuth, permissions } = rooms;
  const router = Router();
  router.get('/assets/:assetId/obligations', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const { versionId } = parse(query, req.query);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, [
      assetId,
    ]);
    res.json(
      await sight.answer(credentials, () =>
        obligations.obligationsOf(assetId, versionId),
      ),
    );
  });
  return router;
}
