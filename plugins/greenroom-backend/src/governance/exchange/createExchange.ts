import type {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { JobStatus } from '@greenroom/backstage-plugin-greenroom-common';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import Router from 'express-promise-router';
import type { Knex } from 'knex';
import type { AnalysisStore } from '../../analysis/AnalysisStore';
import type { RunStore } from '../../analysis/RunStore';
import type { JobBroker } from '../../jobs/JobBroker';
import type { JobStore } from '../../jobs/JobStore';
import type { SeenLineage } from '../../lineage/SeenLineage';
import type { AssetStore } from '../../registry/AssetStore';
import { CardDesk } from '../cards/CardDesk';
import { createCardsRouter } from '../cards/router';
import type { SeenChecks } from '../policies/SeenChecks';
import { ReviewStore } from '../reviews/ReviewStore';
import { ReviewTalk } from '../reviews/ReviewTalk';
import { EventDesk, type LineageListener } from './EventDesk';
import { EventStore } from './EventStore';
import type { ExchangeConfig } from './ExchangeConfig';
import { ExportDesk } from './ExportDesk';
import { openLineageKind } from './openLineageKind';
import { RunTeller } from './RunTeller';
import { createExchangeRouter } from './router';

/** Where nobody writes lineage down. */
const NOBODY: LineageListener = { stated: async () => {} };

/** The rooms of cards and of exchange with others. */
export function createExchange(
  services: {
    auditor: AuditorService;
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    knex: Knex;
    sources: ReadonlyMap<string, Source>;
    exchange: ExchangeConfig;
  },
  rooms: {
    assets: AssetStore;
    runs: RunStore;
    analyses: AnalysisStore;
    jobs: JobStore;
    broker: JobBroker;
    lineage?: LineageListener;
  },
) {
  const { knex, sources, exchange } = services;
  const cards = new CardDesk({
    ...rooms,
    sources,
    templates: exchange.cardTemplates,
  });
  const events = new EventDesk({
    store: new EventStore(knex),
    lineage: rooms.lineage ?? NOBODY,
  });
  rooms.broker.register(openLineageKind(cards, exchange.openLineage));
  const teller = new RunTeller({ ...rooms, target: exchange.openLineage });
  return {
    /** With the rules that a dossier tells of: they are made after cards, which some of them are about. */
    routerWith({
      lineage,
      policies,
    }: {
      lineage: Pick<SeenLineage, 'of'>;
      policies?: Pick<SeenChecks, 'checksOf'>;
    }) {
      const exports = new ExportDesk({
        ...rooms,
        cards,
        policies,
        lineage,
        reviews: new ReviewStore(knex),
        talk: new ReviewTalk(knex),
      });
      const router = Router();
      router.use(
        createCardsRouter({ ...services, cards }),
        createExchangeRouter({ ...services, events, exports }),
      );
      return router;
    },
    /** For reviews and policies. */
    cards,
    /** For a lineage that was dropped. */
    restate: () => events.restate(),
    /** Hears of each job. */
    jobChanged: (status: JobStatus) => teller.heard(status),
  };
}
