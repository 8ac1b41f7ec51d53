import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  exportFormatSchema,
  greenroomAdministerPermission,
  greenroomMetadataReadPermission,
  greenroomPersonalReadPermission,
  greenroomRowsReadPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import { runEventSchema } from '@greenroom/governance';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize, isAllowed } from '../../http/authorize';
import { parse } from '../../http/parse';
import { whileAudited } from '../../http/whileAudited';
import type { EventDesk } from './EventDesk';
import type { ExportDesk } from './ExportDesk';

const exportParams = z.object({
  assetId: z.string().min(1).max(512),
  format: exportFormatSchema,
});
const assetParams = exportParams.pick({ assetId: true });

/** Assets in the formats of others, and what others tell of theirs. */
export function createExchangeRouter(rooms: {
  exports: ExportDesk;
  events: EventDesk;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}) {
  const { exports, events, httpAuth, permissions, auditor } = rooms;
  const router = Router();

  router.get('/assets/:assetId/export/:format', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req);
    const made = await whileAudited(
      auditor,
      {
        eventId: 'asset-export',
        request: req,
        severityLevel: 'medium',
        meta: { assetId, format: req.params.format },
      },
      async () => {
        await authorize(
          permissions,
          credentials,
          greenroomMetadataReadPermission,
          [assetId],
        );
        const { format } = parse(exportParams, req.params);
        const [rows, personal] = await Promise.all(
          [greenroomRowsReadPermission, greenroomPersonalReadPermission].map(
            permission =>
              isAllowed(permissions, credentials, permission, [assetId]),
          ),
        );
        return exports.export(assetId, format, {
          credentials,
          rows: rows ? 'shown' : 'hidden',
          personal: personal ? 'shown' : 'hidden',
        });
      },
    );
    res
      .type(made.mediaType)
      .attachment(made.fileName.replace(/[^\w.-]/g, '_'))
      .send(made.content);
  });

  // What it states is seen by all and held by no git: whoever sends it answers for the portal.
  router.post('/openlineage', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const accepted = await whileAudited(
      auditor,
      {
        eventId: 'openlineage-accept',
        request: req,
        severityLevel: 'medium',
      },
      async note => {
        await authorize(
          permissions,
          credentials,
          greenroomAdministerPermission,
        );
        const sent = parse(runEventSchema, req.body);
        const { principal } = credentials;
        const stated = await events.accept(
          sent,
          principal.type === 'user'
            ? principal.userEntityRef
            : principal.subject,
        );
        note({
          runId: sent.run.runId,
          edges: stated.edges,
          columns: stated.columns,
          problems: stated.problems.length,
        });
        return stated;
      },
    );
    res.status(201).json(accepted);
  });

  return router;
}
