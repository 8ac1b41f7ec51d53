import type { HttpAuthService } from '@backstage/backend-plugin-api';
import {
  errorQuestionSchema,
  errorTrendQuerySchema,
  greenroomMetadataReadPermission,
  greenroomRowsReadPermission,
  type Run,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize, authorizeSome } from '../http/authorize';
import { parse } from '../http/parse';
import { JobReasons } from '../jobs/JobReasons';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import type { AnalysisViews } from './AnalysisViews';
import type { AttributionDesk } from './AttributionDesk';
import type { RunComparisonDesk } from './RunComparisonDesk';
import type { ErrorDesk } from './ErrorDesk';
import type { RunViews } from './RunViews';

const runsQuery = z.object({
  modelAssetId: z.string().max(512).optional(),
  datasetAssetId: z.string().max(512).optional(),
});
const id = z.string().min(1).max(64);
const pairQuery = z.object({ from: id, to: id });
const runParams = z.object({ runId: id });
/** The cohort stands in the address as JSON. */
const trendQuery = z
  .object({
    where: z
      .string()
      .max(10_000)
      .transform((text, context): unknown => {
        try {
          return JSON.parse(text);
        } catch {
          context.addIssue({ code: 'custom', message: 'is no JSON.' });
          return z.NEVER;
        }
      }),
    measure: z.string().optional(),
  })
  .pipe(errorTrendQuerySchema);

/** Runs and error analysis: answers of jobs. */
export function createAnalysisRouter(rooms: {
  views: AnalysisViews;
  runs: RunViews;
  comparisons: Pick<RunComparisonDesk, 'between'>;
  attributions: Pick<AttributionDesk, 'between'>;
  errors: Pick<ErrorDesk, 'explore' | 'trend'>;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
}) {
  const {
    views,
    runs,
    comparisons,
    attributions,
    errors,
    httpAuth,
    permissions,
  } = rooms;
  const reasons = new JobReasons(permissions);
  const router = Router();

  router.get('/runs', async (req, res) => {
    const query = parse(runsQuery, req.query);
    const { modelAssetId, datasetAssetId } = query;
    const credentials = await httpAuth.credentials(req);
    const about = [modelAssetId ?? [], datasetAssetId ?? []].flat();
    if (about.length > 0)
      await authorize(
        permissions,
        credentials,
        greenroomMetadataReadPermission,
        {
          assetId: about,
        },
      );
    const scope = await authorizeSome(
      permissions,
      credentials,
      greenroomMetadataReadPermission,
    );
    res.json({
      items: await reasons.shown(
        credentials,
        await runs.list({ ...query, scope }),
        assetsOf,
      ),
      schedules:
        modelAssetId === undefined
          ? undefined
          : await runs.schedules(modelAssetId),
    });
  });

  router.get('/runs/compare', async (req, res) => {
    const { from, to } = parse(pairQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      runId: [from, to],
    });
    res.json(await comparisons.between(from, to, credentials));
  });

  router.get('/runs/attribution', async (req, res) => {
    const { from, to } = parse(pairQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      runId: [from, to],
    });
    res.json(await attributions.between(from, to, credentials));
  });

  router.get('/runs/:runId', async (req, res) => {
    const { runId } = parse(runParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      runId,
    });
    const [run] = await reasons.shown(
      credentials,
      [await runs.get(runId)],
      assetsOf,
    );
    res.json(run);
  });

  router.post('/runs/:runId/errors/explore', async (req, res) => {
    const { runId } = parse(runParams, req.params);
    const question = parse(errorQuestionSchema, req.body);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      runId,
    });
    res.json(await errors.explore(runId, question, credentials));
  });

  router.get('/runs/:runId/errors/trend', async (req, res) => {
    const { runId } = parse(runParams, req.params);
    const query = parse(trendQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      runId,
    });
    res.json(await errors.trend(runId, query, credentials));
  });

  router.get('/runs/:runId/errors', async (req, res) => {
    const { runId } = parse(runParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      runId,
    });
    res.json(await views.errors(runId));
  });

  return router;
}

/** A run reads a model and rows. */
function assetsOf({ modelAssetId, datasetAssetId }: Run): readonly string[] {
  return [modelAssetId, datasetAssetId];
}
