import { createInterface } from 'node:readline';
import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { greenroomAdministerPermission } from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import type { Knex } from 'knex';
import { auditedFile } from '../http/auditedFile';
import { authorize } from '../http/authorize';
import { whileAudited } from '../http/whileAudited';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import { exportOriginals } from './exportOriginals';
import { restoreOriginals } from './restoreOriginals';

/** Taking out what git does not hold, and putting it into a new database. */
export function createOriginalsRouter(rooms: {
  knex: Knex;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { knex, httpAuth, permissions, auditor } = rooms;
  const router = Router();

  router.get('/originals/export', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    await auditedFile(
      res,
      auditor,
      { eventId: 'originals-export', severityLevel: 'high', request: req },
      async () => {
        await authorize(
          permissions,
          credentials,
          greenroomAdministerPermission,
        );
        return {
          fileName: 'greenroom-originals.jsonl',
          contentType: 'application/jsonl; charset=utf-8',
          write: async send => {
            for await (const text of exportOriginals(knex)) await send(text);
          },
        };
      },
    );
  });

  // The body is read as it comes: it may be of any size.
  router.post('/originals/restore', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const rows = await whileAudited(
      auditor,
      {
        eventId: 'originals-restore',
        severityLevel: 'critical',
        request: req,
      },
      async () => {
        await authorize(
          permissions,
          credentials,
          greenroomAdministerPermission,
        );
        return restoreOriginals(
          knex,
          createInterface({ input: req, crlfDelay: Infinity }),
        );
      },
    );
    res.json({ rows });
  });

  return router;
}
