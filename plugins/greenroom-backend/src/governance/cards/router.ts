import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { greenroomMetadataReadPermission } from '@greenroom/backstage-plugin-greenroom-common';
import Router from 'express-promise-router';
import { z } from 'zod';
import { authorize } from '../../http/authorize';
import { parse } from '../../http/parse';
import type { CardDesk } from './CardDesk';

const assetParams = z.object({ assetId: z.string().min(1).max(512) });
/** Templates that one card is held against at a time. */
const TEMPLATE_LIMIT = 20;
const cardQuery = z.object({
  templates: z
    .string()
    .max(2_000)
    .transform(text => text.split(',').filter(Boolean))
    .pipe(z.array(z.string().max(63)).max(TEMPLATE_LIMIT))
    .optional(),
});

/** Whether cards say what they should, and what is so. */
export function createCardsRouter(rooms: {
  cards: CardDesk;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}) {
  const { cards, httpAuth, permissions } = rooms;
  const router = Router();
  router.get('/assets/:assetId/card', async (req, res) => {
    const { assetId } = parse(assetParams, req.params);
    const { templates } = parse(cardQuery, req.query);
    const credentials = await httpAuth.credentials(req);
    await authorize(permissions, credentials, greenroomMetadataReadPermission, [
      assetId,
    ]);
    res.json(await cards.ofAsset(assetId, templates));
  });
  return router;
}
