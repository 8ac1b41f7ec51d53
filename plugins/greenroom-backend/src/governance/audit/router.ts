import type {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  auditFilterSchema,
  auditFormatSchema,
  greenroomAdministerPermission,
  greenroomReviewPermission,
  type PortalActions,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { auditedFile } from '../../http/auditedFile';
import { isAllowed } from '../../http/authorize';
import { parse } from '../../http/parse';
import type { AssetPermissions } from '../../permissions/AssetPermissions';
import { ALL_ASSETS, type AssetScope } from '../../permissions/AssetScope';
import type { AuditEventStore } from './AuditEventStore';
import { auditFile } from './auditFile';

const pageQuery = auditFilterSchema.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(64).optional(),
});
const exportQuery = auditFilterSchema.extend({ format: auditFormatSchema });

/** More events are not exported: who wants all of them narrows the time, file by file. */
const EXPORTED_EVENTS = 100_000;
/** Read at a time while a file is written. */
const EXPORT_PAGE = 1_000;

/** What people and services did, and taking it out. */
export function createAuditRouter(rooms: {
  events: Pick<AuditEventStore, 'page'>;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { events, httpAuth, permissions, auditor } = rooms;
  const router = Router();

  /** Whoever administers sees all; whoever reviews, what was done to assets they review. */
  const scopeOf = async (
    credentials: BackstageCredentials,
  ): Promise<AssetScope> =>
    (await isAllowed(permissions, credentials, greenroomAdministerPermission))
      ? ALL_ASSETS
      : permissions.scopeOf(credentials, greenroomReviewPermission);

  const authorizedScope = async (credentials: BackstageCredentials) => {
    const scope = await scopeOf(credentials);
    if (scope.type === 'none')
      throw new NotAllowedError(
        `You need the permission ${greenroomAdministerPermission.name} or ${greenroomReviewPermission.name}. Ask whoever administers this portal for it.`,
      );
    return scope;
  };

  router.get('/allowed', async (req, res) => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const [administers, scope] = await Promise.all([
      isAllowed(permissions, credentials, greenroomAdministerPermission),
      scopeOf(credentials),
    ]);
    const actions: PortalActions = {
      allowed: [
        ...(scope.type === 'none' ? [] : ['audit' as const]),
        ...(administers ? ['administer' as const] : []),
      ],
    };
    res.json(actions);
  });

  router.get('/audit/events', async (req, res) => {
    const { limit, cursor, ...filter } = parse(pageQuery, req.query);
    const scope = await authorizedScope(await httpAuth.credentials(req));
    res.json(await events.page(filter, scope, { limit, cursor }));
  });

  router.get('/audit/export', async (req, res) => {
    const { format, ...filter } = parse(exportQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    await auditedFile(
      res,
      auditor,
      {
        eventId: 'audit-export',
        severityLevel: 'medium',
        request: req,
        meta: { ...filter, format },
      },
      async note => {
        const scope = await authorizedScope(credentials);
        const { contentType, head, line } = auditFile[format];
        return {
          fileName: `greenroom-audit.${format}`,
          contentType,
          write: async send => {
            await send(head);
            let count = 0;
            let cursor: string | undefined;
            do {
              const page = await events.page(filter, scope, {
                limit: EXPORT_PAGE,
                cursor,
              });
              await send(page.items.map(line).join(''));
              count += page.items.length;
              cursor = count < EXPORTED_EVENTS ? page.nextCursor : undefined;
            } while (cursor !== undefined);
            note({ events: count });
          },
        };
      },
    );
  });

  return router;
}
