import type {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  greenroomApprovePermission,
  greenroomMetadataReadPermission,
  greenroomReviewPermission,
  reviewAnswerRequestSchema,
  reviewDecisionRequestSchema,
  reviewQuestionRequestSchema,
  reviewRequestSchema,
  reviewSectionNameSchema,
  reviewStateSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { allowedActions, authorize, authorizeSome } from '../../http/authorize';
import { parse } from '../../http/parse';
import type { AssetPermissions } from '../../permissions/AssetPermissions';
import type { Publisher } from '../../proposals/publishProposal';
import { auditedReview } from './auditedReview';
import type { ReviewDecisions } from './ReviewDecisions';
import type { ReviewDesk } from './ReviewDesk';
import type { ReviewRequests } from './ReviewRequests';
import type { CallerMay, ReviewViews } from './ReviewViews';

const assetParams = z.object({ assetId: z.string().min(1).max(512) });
const reviewParams = z.object({ reviewId: z.string().uuid() });
const sectionParams = reviewParams.extend({ section: reviewSectionNameSchema });
const questionParams = reviewParams.extend({ questionId: z.string().uuid() });
const listQuery = z.object({
  state: reviewStateSchema.optional(),
  assetId: z.string().min(1).max(512).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});

/** Reviews of model versions. */
export function createReviewsRouter(rooms: {
  views: ReviewViews;
  desk: ReviewDesk;
  requests: ReviewRequests;
  decisions: ReviewDecisions;
  publisherOf(userEntityRef: string): Promise<Publisher>;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { views, desk, requests, decisions, publisherOf } = rooms;
  const { httpAuth, permissions } = rooms;
  const audited = auditedReview(rooms);
  const router = Router();

  const pageOf = async (
    reviewId: string,
    assetId: string,
    credentials: BackstageCredentials,
  ) =>
    views.get(
      reviewId,
      await callerMay(permissions, credentials, assetId),
      credentials,
    );

  /** A person does something in a review, and sees what came of it. */
  const inReview = (
    request: Request,
    params: { readonly reviewId: string },
    eventId: string,
    permission: typeof greenroomReviewPermission,
    act: (person: string, credentials: BackstageCredentials) => Promise<void>,
  ) => {
    const { reviewId } = params;
    return audited(
      request,
      {
        eventId,
        permission,
        meta: { ...params },
      },
      async (person, credentials) => {
        await act(person, credentials);
        return pageOf(reviewId, await desk.assetOf(reviewId), credentials);
      },
    );
  };

  router.get('/reviews', async (req, res) => {
    const query = parse(listQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    if (query.assetId !== undefined)
      await authorize(
        permissions,
        credentials,
        greenroomMetadataReadPermission,
        { assetId: query.assetId },
      );
    const scope = await authorizeSome(
      permissions,
      credentials,
      greenroomMetadataReadPermission,
    );
    res.json(
      await views.list({ ...query, scope }, personOf(credentials), credentials),
    );
  });

  router.get('/reviews/:reviewId', async (req, res) => {
    const { reviewId } = parse(reviewParams, req.params);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      reviewId,
    });
    const assetId = await desk.assetOf(reviewId);
    res.json(await pageOf(reviewId, assetId, credentials));
  });

  router.post('/assets/:assetId/reviews', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const { versionId, reason } = parse(reviewRequestSchema, req.body);
    const review = await audited(
      req,
      {
        eventId: 'review-request',
        permission: greenroomReviewPermission,
        meta: { assetId, versionId },
      },
      async (person, credentials) => {
        const by = { type: 'person' as const, person };
        const opened = await requests.request(assetId, versionId, by, reason);
        return pageOf(opened.id, assetId, credentials);
      },
    );
    res.status(201).json(review);
  });

  router.put(
    '/reviews/:reviewId/sections/:section/agreement',
    async (req, res) => {
      const params = parse(sectionParams, req.params);
      res.json(
        await inReview(
          req,
          params,
          'review-agree',
          greenroomApprovePermission,
          person => desk.agree(params.reviewId, params.section, person),
        ),
      );
    },
  );

  router.delete(
    '/reviews/:reviewId/sections/:section/agreement',
    async (req, res) => {
      const params = parse(sectionParams, req.params);
      res.json(
        await inReview(
          req,
          params,
          'review-agree-not',
          greenroomApprovePermission,
          person => desk.takeBack(params.reviewId, params.section, person),
        ),
      );
    },
  );

  router.post('/reviews/:reviewId/questions', async (req, res) => {
    const params = parse(reviewParams, req.params);
    const question = parse(reviewQuestionRequestSchema, req.body);
    res.json(
      await inReview(
        req,
        params,
        'review-ask',
        greenroomReviewPermission,
        person => desk.ask(params.reviewId, { ...question, person }),
      ),
    );
  });

  router.post(
    '/reviews/:reviewId/questions/:questionId/answers',
    async (req, res) => {
      const params = parse(questionParams, req.params);
      const { text } = parse(reviewAnswerRequestSchema, req.body);
      res.json(
        await inReview(
          req,
          params,
          'review-answer',
          greenroomReviewPermission,
          person =>
            desk.answer(params.reviewId, params.questionId, { text, person }),
        ),
      );
    },
  );

  router.post('/reviews/:reviewId/decision', async (req, res) => {
    const params = parse(reviewParams, req.params);
    const decision = parse(reviewDecisionRequestSchema, req.body);
    res.json(
      await inReview(
        req,
        params,
        'review-decide',
        greenroomApprovePermission,
        async (person, credentials) => {
          const { coAuthor } = await publisherOf(person);
          await decisions.decide(params.reviewId, decision, {
            person,
            credentials,
            coAuthor,
          });
        },
      ),
    );
  });

  router.post('/reviews/:reviewId/publish', async (req, res) => {
    const params = parse(reviewParams, req.params);
    res.json(
      await inReview(
        req,
        params,
        'review-publish',
        greenroomApprovePermission,
        async person => {
          const { coAuthor } = await publisherOf(person);
          await decisions.write(params.reviewId, { coAuthor });
        },
      ),
    );
  });

  router.post('/reviews/:reviewId/withdraw', async (req, res) => {
    const params = parse(reviewParams, req.params);
    res.json(
      await inReview(
        req,
        params,
        'review-withdraw',
        greenroomReviewPermission,
        person => desk.withdraw(params.reviewId, person),
      ),
    );
  });

  router.post('/reviews/:reviewId/renew', async (req, res) => {
    const { reviewId } = parse(reviewParams, req.params);
    const review = await audited(
      req,
      {
        eventId: 'review-renew',
        permission: greenroomReviewPermission,
        meta: { reviewId },
      },
      async (_, credentials) => {
        const { id, assetId } = await requests.renew(reviewId);
        return pageOf(id, assetId, credentials);
      },
    );
    res.status(201).json(review);
  });

  return router;
}

function personOf({ principal }: BackstageCredentials): string | undefined {
  const { userEntityRef } = principal as { userEntityRef?: string };
  return userEntityRef;
}

async function callerMay(
  permissions: AssetPermissions,
  credentials: BackstageCredentials,
  assetId: string,
): Promise<CallerMay> {
  const actions = await allowedActions(permissions, credentials, assetId);
  return {
    person: personOf(credentials),
    may: new Set(
      (['review', 'approve'] as const).filter(each => actions.includes(each)),
    ),
  };
}
