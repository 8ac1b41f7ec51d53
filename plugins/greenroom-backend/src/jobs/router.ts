import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  greenroomMetadataReadPermission,
  greenroomRunPermission,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../http/authorize';
import { parse } from '../http/parse';
import type { JobBroker } from './JobBroker';
import { toJobStatus } from './JobRow';
import type { JobStore } from './JobStore';

const jobsQuery = z.object({ assetId: z.string().max(512).optional() });
const jobParams = z.object({ jobId: z.string().uuid() });

/** What is under way, and trying again what failed. */
export function createJobsRouter(rooms: {
  store: JobStore;
  broker: JobBroker;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}) {
  const { store, broker, httpAuth, permissions, auditor } = rooms;
  const router = Router();

  router.get('/jobs', async (req, res) => {
    const { assetId } = parse(jobsQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission);
    res.json({ items: await store.list(assetId) });
  });

  router.post('/jobs/:jobId/retry', async (req, res) => {
    const { jobId } = parse(jobParams, req.params);
    const credentials = await httpAuth.credentials(req);
    const event = await auditor.createEvent({
      eventId: 'job-retry',
      request: req,
      meta: { jobId },
    });
    try {
      await authorize(permissions, credentials, greenroomRunPermission);
      const job = await broker.retry(jobId);
      if (!job) throw new NotFoundError(`No job ${jobId}.`);
      await event.success();
      res.status(202).json(toJobStatus(job));
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  });

  return router;
}
