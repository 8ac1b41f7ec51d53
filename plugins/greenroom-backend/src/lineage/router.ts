import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  type GraphNode,
  greenroomMetadataReadPermission,
  greenroomRowsReadPermission,
  lineageQuerySchema,
  lineageStartSchema,
  OPEN_GROUPS_LIMIT,
  organisationQuerySchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize, authorizeSome } from '../http/authorize';
import { jsonIds } from '../http/jsonIds';
import { parse } from '../http/parse';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import type { LineageSight } from './LineageSight';
import type { Organisation } from './organisation/Organisation';
import type { Columns } from './questions/Columns';
import type { Impact } from './questions/Impact';
import type { Problems } from './questions/Problems';
import type { RowSeen } from './questions/RowSeen';
import type { Staleness } from './questions/Staleness';
import type { Ways } from './questions/Ways';
import type { SeenLineage } from './SeenLineage';

const node = z.string().min(1).max(600);
const at = lineageQuerySchema.shape.at;
const impactQuery = lineageStartSchema.and(
  z.object({
    at,
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
);
const organisationQuery = organisationQuerySchema.extend({
  open: jsonIds({ most: OPEN_GROUPS_LIMIT, longest: 600 }).optional(),
});
const pathQuery = z.object({ from: node, to: node, at });
const compareQuery = z.object({ first: node, second: node, at });
const listQuery = z.object({
  assetId: z.string().min(1).max(512).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const versionParams = z.object({ versionId: z.string().min(1).max(64) });
const rowBody = z.object({ key: z.string().min(1).max(200) });

/** Questions about where things come from and what came of them. */
export function createLineageRouter(rooms: {
  seen: SeenLineage;
  sight: LineageSight;
  organisation: Organisation;
  impact: Impact;
  ways: Ways;
  staleness: Staleness;
  problems: Problems;
  rows: RowSeen;
  columns: Columns;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
}) {
  const { httpAuth, permissions, sight } = rooms;
  const router = Router();
  const answer = async <Answer>(
    req: Request,
    ask: () => Promise<Answer>,
    isAbout?: (answer: Answer) => readonly GraphNode[],
  ) => sight.answer(await httpAuth.credentials(req), ask, isAbout);
  const scopeOf = async (req: Request) =>
    authorizeSome(
      permissions,
      await httpAuth.credentials(req),
      greenroomMetadataReadPermission,
    );

  router.get('/lineage', async (req, res) => {
    const query = parse(lineageQuerySchema, req.query);
    parse(lineageStartSchema, query);
    res.json(await rooms.seen.of(query, await httpAuth.credentials(req)));
  });
  router.get('/lineage/organisation', async (req, res) => {
    const query = parse(organisationQuery, req.query);
    const scope = await scopeOf(req);
    res.json(await rooms.organisation.of(query, scope));
  });
  router.get('/lineage/impact', async (req, res) => {
    const query = parse(impactQuery, req.query);
    res.json(
      await answer(
        req,
        () => rooms.impact.of(query),
        ({ starts }) => starts,
      ),
    );
  });
  router.get('/lineage/path', async (req, res) => {
    const query = parse(pathQuery, req.query);
    const scope = await scopeOf(req);
    res.json(
      await answer(
        req,
        () => rooms.ways.between(query, scope),
        ({ nodes }) => [...nodes.slice(0, 1), ...nodes.slice(-1)],
      ),
    );
  });
  router.get('/lineage/compare', async (req, res) => {
    const query = parse(compareQuery, req.query);
    res.json(
      await answer(
        req,
        () => rooms.ways.compare(query),
        ({ first, second }) => [first, second],
      ),
    );
  });
  router.get('/lineage/stale', async (req, res) => {
    const query = parse(listQuery, req.query);
    res.json(await answer(req, () => rooms.staleness.list(query)));
  });
  router.get('/lineage/problems', async (req, res) => {
    const query = parse(listQuery, req.query);
    res.json(await answer(req, () => rooms.problems.list(query)));
  });
  router.get('/versions/:versionId/column-lineage', async (req, res) => {
    const { versionId } = parse(versionParams, req.params);
    res.json(await answer(req, () => rooms.columns.of(versionId)));
  });
  router.post('/versions/:versionId/row-lineage', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    const { versionId } = parse(versionParams, req.params);
    const { key } = parse(rowBody, req.body);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      versionId,
    });
    res.json(
      await answer(req, () => rooms.rows.of(versionId, key, credentials)),
    );
  });
  return router;
}
