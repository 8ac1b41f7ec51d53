import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  greenroomMetadataReadPermission,
  type JobLog,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { RequestHandler } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { auditedRun } from '../http/auditedRun';
import { authorize, authorizeSome } from '../http/authorize';
import { parse } from '../http/parse';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import type { JobBroker } from './JobBroker';
import type { JobLogStore } from './JobLogStore';
import { JobReasons } from './JobReasons';
import { type JobRow, toJobStatus } from './JobRow';
import type { JobStore } from './JobStore';

const jobsQuery = z.object({ assetId: z.string().max(512).optional() });
const jobParams = z.object({ jobId: z.string().uuid() });

/** What is under way, and trying again what failed and ending what nobody wants. */
export function createJobsRouter(rooms: {
  store: JobStore;
  logs: JobLogStore;
  broker: JobBroker;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { store, logs, broker, httpAuth, permissions } = rooms;
  const audited = auditedRun(rooms);
  const reasons = new JobReasons(permissions);
  const router = Router();

  router.get('/jobs', async (req, res) => {
    const { assetId } = parse(jobsQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    if (assetId !== undefined)
      await authorize(
        permissions,
        credentials,
        greenroomMetadataReadPermission,
        { assetId },
      );
    const scope = await authorizeSome(
      permissions,
      credentials,
      greenroomMetadataReadPermission,
    );
    const jobs = await store.list({ assetId, scope });
    const shown = await reasons.shown(
      credentials,
      jobs.map(job => ({ job })),
      ({ job }) => [job.assetId ?? []].flat(),
    );
    res.json({ items: shown.map(({ job }) => job) });
  });

  router.get('/jobs/:jobId/log', async (req, res) => {
    const { jobId } = parse(jobParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      jobId,
    });
    const about = await permissions.assetsAbout({ jobId });
    const hidden = !(await reasons.mayRead(credentials, about));
    const lines = await logs.read(jobId);
    const log: JobLog = {
      lines: hidden ? lines.filter(({ from }) => from === 'job') : lines,
      hidden,
    };
    res.json(log);
  });

  const change = (
    eventId: string,
    apply: (jobId: string, by: string) => Promise<JobRow | undefined>,
  ): RequestHandler => {
    return async (req, res) => {
      const { jobId } = parse(jobParams, req.params);
      const job = await audited(req, eventId, { jobId }, async by => {
        const changed = await apply(jobId, by);
        if (!changed) throw new NotFoundError(`No job ${jobId}.`);
        return changed;
      });
      res.status(202).json(toJobStatus(job));
    };
  };

  router.post(
    '/jobs/:jobId/retry',
    change('job-retry', jobId => broker.retry(jobId)),
  );
  router.post(
    '/jobs/:jobId/cancel',
    change('job-cancel', async (jobId, by) => {
      const job = await broker.cancel(jobId, by);
      if (job && job.state !== 'cancelled')
        throw new ConflictError(
          `The job ended before it was cancelled: it ${job.state}.`,
        );
      return job;
    }),
  );

  return router;
}
