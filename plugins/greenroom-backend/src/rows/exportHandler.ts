import { once } from 'node:events';
import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  greenroomRowsReadPermission,
  rowFilterSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { RowsRoom } from './RowsRoom';

const versionParams = z.object({ versionId: z.string().min(1).max(64) });
const exportBody = z.object({ filter: rowFilterSchema.optional() });

/** Rows leave as a file: who took which is written down. */
export function exportHandler(rooms: {
  rows: RowsRoom;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}) {
  const { rows, httpAuth, permissions, auditor } = rooms;
  return async (req: Request, res: Response) => {
    const { versionId } = parse(versionParams, req.params);
    const { filter } = parse(exportBody, req.body);
    const credentials = await httpAuth.credentials(req);
    const event = await auditor.createEvent({
      eventId: 'rows-export',
      severityLevel: 'medium',
      request: req,
      meta: { versionId },
    });
    try {
      await authorize(permissions, credentials, greenroomRowsReadPermission);
      const prepared = await rows.exports.prepare(
        { versionId, filter },
        credentials,
      );
      res.setHeader('Content-Type', 'text/csv; charset=utf-8');
      res.setHeader(
        'Content-Disposition',
        `attachment; filename="${prepared.fileName}"`,
      );
      res.setHeader('X-Content-Type-Options', 'nosniff');
      await prepared.write(text => send(res, text));
      res.end();
      await event.success({ meta: { rows: prepared.rows } });
    } catch (error) {
      await event.fail({ error: error as Error });
      // What was sent cannot be taken back: a file cut short is seen as such.
      if (res.headersSent) res.destroy(error as Error);
      else throw error;
    }
  };
}

/** Waits where the reader is slower than the file. */
async function send(res: Response, text: string): Promise<void> {
  if (res.destroyed) throw new Error('The reader of the export went away.');
  if (res.write(text)) return;
  await Promise.race([once(res, 'drain'), once(res, 'close')]);
}
