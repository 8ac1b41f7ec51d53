import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  greenroomRowsReadPermission,
  rowFilterSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { auditedFile } from '../http/auditedFile';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import type { RowsRoom } from './RowsRoom';

const versionParams = z.object({ versionId: z.string().min(1).max(64) });
const exportBody = z.object({ filter: rowFilterSchema.optional() });

/** Rows leave as a file: who took which is written down. */
export function exportHandler(rooms: {
  rows: RowsRoom;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { rows, httpAuth, permissions, auditor } = rooms;
  return async (req: Request, res: Response) => {
    const { versionId } = parse(versionParams, req.params);
    const { filter } = parse(exportBody, req.body);
    const credentials = await httpAuth.credentials(req);
    await auditedFile(
      res,
      auditor,
      {
        eventId: 'rows-export',
        severityLevel: 'medium',
        request: req,
        meta: { versionId },
      },
      async note => {
        await authorize(permissions, credentials, greenroomRowsReadPermission, {
          versionId,
        });
        const prepared = await rows.exports.prepare(
          { versionId, filter },
          credentials,
        );
        return {
          fileName: prepared.fileName,
          contentType: 'text/csv; charset=utf-8',
          write: async send => {
            await prepared.write(send);
            note({ rows: prepared.rows });
          },
        };
      },
    );
  };
}
