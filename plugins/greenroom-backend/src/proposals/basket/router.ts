import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  ENTRY_KEY_LIMIT,
  greenroomMetadataReadPermission,
  greenroomProposePermission,
  greenroomRowsReadPermission,
  newRowsRequestSchema,
  proposalEntrySchema,
  takeEntriesSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../../http/authorize';
import { parse } from '../../http/parse';
import type { AssetPermissions } from '../../permissions/AssetPermissions';
import type { AssetStore } from '../../registry/AssetStore';
import type { RowCells } from '../../rows/RowCells';
import { auditedChange } from '../auditedChange';
import { changedTable } from '../rowChanges/changedTable';
import { checkNewRows } from '../rowChanges/checkNewRows';
import type { TextEntries } from '../texts/TextEntries';
import type { Basket } from './Basket';

const assetParams = z.object({ assetId: z.string().min(1).max(512) });
const proposalParams = z.object({ proposalId: z.string().uuid() });
const entriesBody = z.object({
  entries: z.array(proposalEntrySchema).min(1).max(500),
});
const keysBody = z.object({
  keys: z.array(z.string().max(ENTRY_KEY_LIMIT)).min(1).max(500),
});
/** What is in a basket, and what could be. */
export function createBasketRouter(rooms: {
  basket: Basket;
  texts: TextEntries;
  assets: AssetStore;
  cells: RowCells;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
  auditor: AuditorService;
}) {
  const { basket, texts, cells, httpAuth, permissions } = rooms;
  const router = Router();
  const audited = auditedChange(rooms);

  router.put('/assets/:assetId/draft/entries', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const { entries } = parse(entriesBody, req.body);
    const meta = { assetId, entries: entries.length };
    res.json(
      await audited(req, 'basket-put', meta, changer =>
        basket.put(assetId, entries, changer),
      ),
    );
  });

  router.delete('/assets/:assetId/draft/entries', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const { keys } = parse(keysBody, req.body);
    const meta = { assetId, entries: keys.length };
    res.json(
      await audited(req, 'basket-remove', meta, changer =>
        basket.remove(assetId, keys, changer),
      ),
    );
  });

  router.post('/assets/:assetId/draft/undo', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    res.json(
      await audited(req, 'basket-undo', { assetId }, changer =>
        basket.undo(assetId, changer),
      ),
    );
  });

  router.post('/assets/:assetId/draft/take', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const asked = parse(takeEntriesSchema, req.body);
    const { proposalId, keys } = asked;
    const meta = { assetId, proposalId, entries: keys.length };
    res.json(
      await audited(req, 'basket-take', meta, changer =>
        basket.take(assetId, asked, changer),
      ),
    );
  });

  router.get('/assets/:assetId/new-rows', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      assetId,
    });
    const { schema } = await changedTable(rooms, assetId, credentials);
    res.json(schema);
  });

  router.post('/assets/:assetId/new-rows/check', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const request = parse(newRowsRequestSchema, req.body);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(permissions, credentials, greenroomProposePermission, {
      assetId,
    });
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      assetId,
    });
    const table = await changedTable(rooms, assetId, credentials);
    res.json(await checkNewRows(cells, table, request));
  });

  router.get('/assets/:assetId/texts', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      assetId,
    });
    res.json(await texts.texts(assetId));
  });

  router.get('/proposals/:proposalId', async (req, res) => {
    const { proposalId } = parse(proposalParams, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(permissions, credentials, greenroomMetadataReadPermission, {
      proposalId,
    });
    await authorize(permissions, credentials, greenroomRowsReadPermission, {
      proposalId,
    });
    res.json(await basket.shared(proposalId, credentials));
  });

  return router;
}
