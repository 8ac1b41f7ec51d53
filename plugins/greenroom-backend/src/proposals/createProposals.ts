import {
  isRowChangeEntry,
  isTextEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Router } from 'express';
import type { ErrorDesk } from '../analysis/ErrorDesk';
import type { Foundation } from '../foundation';
import type { PolicyDesk } from '../governance/policies/PolicyDesk';
import { personalColumns } from '../registry/personalColumns';
import type { RowsRoom } from '../rows/RowsRoom';
import type { SyncService } from '../sync/SyncService';
import { Basket } from './basket/Basket';
import { BasketSteps } from './basket/BasketSteps';
import { createBasketRouter } from './basket/router';
import { BasketChecks } from './BasketChecks';
import { DeclarationEntries } from './declarations/DeclarationEntries';
import type { BasketEntries } from './decisions/BasketEntries';
import { ProposalOutcomes } from './ProposalOutcomes';
import { ProposalService } from './ProposalService';
import { createPublisherOf } from './publisherOf';
import { PullRequestFollower } from './PullRequestFollower';
import { createProposalsRouter } from './router';
import { RowChangeEntries } from './rowChanges/RowChangeEntries';
import { TextEntries } from './texts/TextEntries';

/** From the basket to the pull request, and what became of it. */
export function createProposals(
  foundation: Foundation,
  rooms: {
    rows: RowsRoom;
    errors: ErrorDesk;
    decisions: BasketEntries;
    policies: PolicyDesk;
    sync: SyncService;
    changed(assetIds: readonly string[]): Promise<void>;
  },
) {
  const { assets, baskets, knex } = foundation;
  const { rows, changed } = rooms;
  const { made } = rows;
  const inner = { ...foundation, store: baskets };
  const follower = new PullRequestFollower({
    ...inner,
    readAgain: (...question) => rooms.sync.readAgain(...question),
    changed,
  });
  const proposals = new ProposalService({
    ...inner,
    made,
    outcomes: new ProposalOutcomes({ ...foundation, rows }),
    follower,
    labels: foundation.pullRequestLabels,
    changed,
  });
  const texts = new TextEntries({ ...foundation, policies: rooms.policies });
  const rowChanges = new RowChangeEntries({ assets, cells: rows.cells });
  const basket = new Basket({
    assets,
    baskets,
    steps: new BasketSteps(knex),
    decisions: rooms.decisions,
    declarations: new DeclarationEntries({
      ...foundation,
      errors: rooms.errors,
      made,
    }),
    tellers: {
      row: (assetId, entries, changer) =>
        rowChanges.told(assetId, entries.filter(isRowChangeEntry), changer),
      text: (assetId, entries) =>
        texts.told(assetId, entries.filter(isTextEntry)),
    },
    masked: async ({ id, manifest }, credentials) =>
      (await rows.cells.seesPersonal(credentials, id))
        ? new Set()
        : personalColumns(manifest),
  });
  const routers: readonly Router[] = [
    createBasketRouter({ ...foundation, basket, texts, cells: rows.cells }),
    createProposalsRouter({
      ...foundation,
      proposals,
      basket,
      checks: new BasketChecks(inner),
      publisherOf: createPublisherOf(foundation),
    }),
  ];
  return {
    routers,
    heard: (...event: Parameters<PullRequestFollower['heard']>) =>
      follower.heard(...event),
    /** What was left half done when a replica went away. */
    recover: () => follower.recover(),
  };
}
