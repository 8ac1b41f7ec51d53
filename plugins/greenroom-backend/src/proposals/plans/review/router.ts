import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  greenroomRowsReadPermission,
  HEADER_SCM_TOKEN,
  planAgreementSchema,
  planCommentSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../../../http/authorize';
import { parse } from '../../../http/parse';
import { whileAudited } from '../../../http/whileAudited';
import type { AssetPermissions } from '../../../permissions/AssetPermissions';
import { auditedChange } from '../../auditedChange';
import type { Publisher } from '../../publishProposal';
import type { PlanReview } from './PlanReview';

const planParams = z.object({ planId: z.string().regex(/^[0-9a-f]{32}$/) });

/** What people make of the plan of a pull request. */
export function createPlanReviewRouter(rooms: {
  review: PlanReview;
  publisherOf(userEntityRef: string): Promise<Publisher>;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { review, publisherOf, httpAuth, permissions, auditor } = rooms;
  const audited = auditedChange(rooms);
  const router = Router();

  router.get('/plans/:planId/agreements', async (req, res) => {
    const { planId } = parse(planParams, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      planId,
    });
    const { userEntityRef } = credentials.principal;
    res.json(await review.agreements(planId, userEntityRef));
  });

  // A mark for whoever sets it, which nobody else sees or is held to.
  router.put('/plans/:planId/agreements', async (req, res) => {
    const { planId } = parse(planParams, req.params);
    const agreement = parse(planAgreementSchema, req.body);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { userEntityRef } = credentials.principal;
    await whileAudited(
      auditor,
      {
        eventId: 'plan-agree',
        request: req,
        severityLevel: 'low',
        meta: { planId, word: agreement.word },
      },
      async () => {
        await authorize(permissions, credentials, greenroomRowsReadPermission, {
          planId,
        });
        await review.agree(planId, userEntityRef, agreement);
      },
    );
    res.json({});
  });

  router.post('/plans/:planId/comments', async (req, res) => {
    const { planId } = parse(planParams, req.params);
    const comment = parse(planCommentSchema, req.body);
    const token = req.header(HEADER_SCM_TOKEN);
    res.json(
      await audited(req, 'plan-comment', { planId }, async ({ author }) =>
        review.comment(planId, comment, {
          name: (await publisherOf(author)).name,
          token,
        }),
      ),
    );
  });

  return router;
}
