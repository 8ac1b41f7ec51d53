import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ENTRY_KEY_LIMIT,
  greenroomMetadataReadPermission,
  HEADER_SCM_TOKEN,
  greenroomRowsReadPermission,
  isDeclarationEntry,
  isRowEntry,
  proposalEntrySchema,
  publishRequestSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize, isAllowed } from '../http/authorize';
import { parse } from '../http/parse';
import { auditedChange } from './auditedChange';
import type { DeclarationEntries } from './declarations/DeclarationEntries';
import type { BasketEntries } from './decisions/BasketEntries';
import type { ProposalService } from './ProposalService';
import type { Publisher } from './publishProposal';

const assetParams = z.object({ assetId: z.string().min(1).max(512) });
const proposalParams = z.object({ proposalId: z.string().uuid() });
const entriesBody = z.object({
  entries: z.array(proposalEntrySchema).min(1).max(500),
});
const keysBody = z.object({
  keys: z.array(z.string().max(ENTRY_KEY_LIMIT)).min(1).max(500),
});

/** Baskets and pull requests. */
export function createProposalsRouter(rooms: {
  proposals: ProposalService;
  entries: BasketEntries;
  declarations: DeclarationEntries;
  publisherOf(userEntityRef: string): Promise<Publisher>;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}) {
  const {
    proposals,
    entries: basket,
    declarations,
    publisherOf,
    httpAuth,
    permissions,
  } = rooms;
  const router = Router();

  const audited = auditedChange(rooms);

  router.get('/assets/:assetId/proposals', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(permissions, credentials, greenroomMetadataReadPermission);
    const found = await proposals.list(
      assetId,
      credentials.principal.userEntityRef,
    );
    const seesRows = await isAllowed(
      permissions,
      credentials,
      greenroomRowsReadPermission,
    );
    res.json(
      seesRows
        ? found
        : { items: found.items.map(item => ({ ...item, entries: [] })) },
    );
  });

  router.put('/assets/:assetId/draft/entries', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const { entries } = parse(entriesBody, req.body);
    const meta = { assetId, entries: entries.length };
    res.json(
      await audited(req, 'basket-put', meta, async decider => {
        const declared = entries.filter(isDeclarationEntry);
        const rows = entries.filter(isRowEntry);
        // Refused as a whole: declarations are judged first, rows by themselves.
        const draft =
          declared.length > 0
            ? await declarations.put(assetId, declared, decider)
            : undefined;
        return rows.length > 0 || !draft
          ? basket.put(assetId, rows, decider)
          : draft;
      }),
    );
  });

  router.delete('/assets/:assetId/draft/entries', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const { keys } = parse(keysBody, req.body);
    const meta = { assetId, entries: keys.length };
    res.json(
      await audited(req, 'basket-remove', meta, async decider => {
        const declared = await declarations.held(assetId, keys, decider);
        const rows = keys.filter(key => !declared.includes(key));
        const draft =
          declared.length > 0
            ? await declarations.remove(assetId, declared, decider)
            : undefined;
        return rows.length > 0 || !draft
          ? basket.remove(assetId, rows, decider)
          : draft;
      }),
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
