import type { Router } from 'express';
import type { LabelViews } from '../../analysis/LabelViews';
import type { Foundation } from '../../foundation';
import type { RowsRoom } from '../../rows/RowsRoom';
import { AuditService } from '../audits/AuditService';
import { AuditStore } from '../audits/AuditStore';
import { RunHonesty } from '../audits/RunHonesty';
import { createAuditsRouter } from '../audits/router';
import { BasketEntries } from './BasketEntries';
import { BulkDecisions } from './BulkDecisions';
import { DecisionService } from './DecisionService';
import { DecisionStates } from './DecisionStates';
import { DecisionStore } from './DecisionStore';
import { EvidenceDesk } from './EvidenceDesk';
import { createDecisionsRouter } from './router';

/** What people say of rows and their labels, one by one or by an audit. */
export function createDecisions(foundation: Foundation, rows: RowsRoom) {
  const { knex, assets, analyses, runs, baskets } = foundation;
  const store = new DecisionStore(knex);
  const auditStore = new AuditStore(knex);
  const decisions = new DecisionService({
    store,
    assets,
    audits: auditStore,
    evidence: new EvidenceDesk({ analyses, assets, runs, rows }),
    rows,
  });
  const states = new DecisionStates({ store, assets, rows });
  const audits = new AuditService({
    store: auditStore,
    words: store,
    assets,
    analyses,
    rows,
  });
  return {
    /** For views of labels, which show what was decided. */
    stands: {
      statesOf: (versionId: string) => states.of(versionId),
      decisionsOf: (...question: Parameters<DecisionService['decisionsOf']>) =>
        decisions.decisionsOf(...question),
    },
    noiseOf: (versionIds: readonly string[]) => audits.noiseOf(versionIds),
    honesty: new RunHonesty({ words: store, audits: auditStore, rows }),
    entries: new BasketEntries({ decisions, store, baskets, assets, rows }),
    routersWith: (labels: LabelViews): readonly Router[] => [
      createDecisionsRouter({
        ...foundation,
        decisions,
        bulk: new BulkDecisions({
          decisions,
          store,
          issues: (versionId, filter, limit, credentials) =>
            labels.quality(
              versionId,
              { ...filter, offset: 0, limit },
              credentials,
            ),
        }),
      }),
      createAuditsRouter({ ...foundation, audits }),
    ],
  };
}
