import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { greenroomMetadataReadPermission } from '@greenroom/backstage-plugin-greenroom-common';
import type { Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../../http/authorize';
import { parse } from '../../http/parse';
import type { AssetPermissions } from '../../permissions/AssetPermissions';
import type { SeenChecks } from './SeenChecks';

const versionParams = z.object({ versionId: z.string().min(1).max(64) });

/** What policies say of versions. A waiver goes into the basket: see `TextEntries`. */
export function createPoliciesRouter(rooms: {
  policies: Pick<SeenChecks, 'checksOf' | 'factsOf'>;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
}) {
  const { policies, httpAuth, permissions } = rooms;
  const router = Router();
  /** The version, for whoever may see its metadata. */
  const readable = async (
    req: Request,
  ): Promise<[versionId: string, credentials: BackstageCredentials]> => {
    const { versionId } = parse(versionParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      versionId,
    });
    return [versionId, credentials];
  };
  router.get('/versions/:versionId/checks', async (req, res) => {
    res.json(await policies.checksOf(...(await readable(req))));
  });
  router.get('/versions/:versionId/facts', async (req, res) => {
    res.json(await policies.factsOf(...(await readable(req))));
  });
  return router;
}
