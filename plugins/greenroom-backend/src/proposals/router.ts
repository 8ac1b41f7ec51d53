import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  greenroomMetadataReadPermission,
  greenroomProposePermission,
  HEADER_SCM_TOKEN,
  greenroomRowsReadPermission,
  type Proposal,
  publishRequestSchema,
  settlementsSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize, isAllowed } from '../http/authorize';
import { parse } from '../http/parse';
import type { AssetPermissions } from '../permissions/AssetPermissions';
import { auditedChange } from './auditedChange';
import type { BasketChecks } from './BasketChecks';
import type { Basket } from './basket/Basket';
import type { ProposalService } from './ProposalService';
import type { Publisher } from './publishProposal';

const assetParams = z.object({ assetId: z.string().min(1).max(512) });
const proposalParams = z.object({ proposalId: z.string().uuid() });

/** Pull requests, and the baskets they come of. */
export function createProposalsRouter(rooms: {
  proposals: ProposalService;
  basket: Pick<Basket, 'seen'>;
  checks: BasketChecks;
  publisherOf(userEntityRef: string): Promise<Publisher>;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { proposals, basket, checks, publisherOf, httpAuth, permissions } =
    rooms;
  const router = Router();

  const audited = auditedChange(rooms);

  router.get('/assets/:assetId/proposals', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      assetId,
    });
    const found = await proposals.list(
      assetId,
      credentials.principal.userEntityRef,
    );
    const seesRows = await isAllowed(
      permissions,
      credentials,
      greenroomRowsReadPermission,
      { assetId },
    );
    res.json(
      seesRows
        ? await basket.seen(assetId, found, credentials)
        : { items: found.items.map(withoutRows) },
    );
  });

  router.get('/proposals/:proposalId/preview', async (req, res) => {
    const { proposalId } = parse(proposalParams, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(permissions, credentials, greenroomProposePermission, {
      proposalId,
    });
    res.json(
      await proposals.preview(proposalId, credentials.principal.userEntityRef),
    );
  });

  router.post('/proposals/:proposalId/take-back', async (req, res) => {
    const { proposalId } = parse(proposalParams, req.params);
    res.json(
      await audited(
        req,
        'proposal-take-back',
        { proposalId },
        async ({ author }) => proposals.takeBack(proposalId, author),
      ),
    );
  });

  router.post('/proposals/:proposalId/check', async (req, res) => {
    const { proposalId } = parse(proposalParams, req.params);
    res.json(
      await audited(req, 'basket-check', { proposalId }, ({ author }) =>
        checks.check(proposalId, author),
      ),
    );
  });

  router.put('/proposals/:proposalId/settlements', async (req, res) => {
    const { proposalId } = parse(proposalParams, req.params);
    const request = parse(settlementsSchema, req.body);
    const meta = { proposalId, settlements: request.settlements.length };
    res.json(
      await audited(req, 'basket-settle', meta, ({ author }) =>
        checks.settle(proposalId, author, request),
      ),
    );
  });

  router.post('/proposals/:proposalId/publish', async (req, res) => {
    const { proposalId } = parse(proposalParams, req.params);
    const request = parse(publishRequestSchema, req.body);
    const token = req.header(HEADER_SCM_TOKEN);
    res.json(
      await audited(
        req,
        'proposal-publish',
        { proposalId },
        async ({ author }) =>
          proposals.publish(proposalId, author, request, {
            ...(await publisherOf(author)),
            token,
          }),
      ),
    );
  });

  return router;
}

/** Of rows, neither what was decided nor what somebody wrote about them. */
function withoutRows(proposal: Proposal): Proposal {
  const { pullRequest } = proposal;
  return {
    ...proposal,
    entries: [],
    pullRequest: pullRequest && { ...pullRequest, comments: [] },
  };
}
