import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { Knex } from 'knex';
import type { RunStore } from '../analysis/RunStore';
import type { ProposalStore } from '../proposals/ProposalStore';
import type { AssetStore } from '../registry/AssetStore';
import type { RowCells } from '../rows/RowCells';
import type { DeploymentStore } from '../sync/DeploymentStore';
import { ReviewStore } from '../governance/reviews/ReviewStore';
import { ReviewTalk } from '../governance/reviews/ReviewTalk';
import { LineageRecorder } from './LineageRecorder';
import { LineageSight } from './LineageSight';
import { Organisation } from './organisation/Organisation';
import { Around } from './questions/Around';
import { Columns } from './questions/Columns';
import { Impact } from './questions/Impact';
import { NodeRuns } from './questions/NodeRuns';
import { NodeStore } from './questions/NodeStore';
import { Painter } from './questions/Painter';
import { Problems } from './questions/Problems';
import { RowSeen } from './questions/RowSeen';
import { Staleness } from './questions/Staleness';
import { Walker } from './questions/Walker';
import { Ways } from './questions/Ways';
import { LineageReach } from './reach/LineageReach';
import { ReviewApprovals } from './ReviewApprovals';
import { createLineageRouter } from './router';
import { SeenLineage } from './SeenLineage';
import { ColumnStore } from './store/ColumnStore';
import { LineageStore } from './store/LineageStore';
import type { AssetPermissions } from '../permissions/AssetPermissions';

/** What writes down where things come from; it is there before the rooms that are asked. */
export function createLineageRecorder(rooms: {
  knex: Knex;
  assets: AssetStore;
  deployments: DeploymentStore;
  proposals: ProposalStore;
}): LineageRecorder {
  const { knex } = rooms;
  return new LineageRecorder({
    ...rooms,
    store: new LineageStore(knex),
    columns: new ColumnStore(knex),
    approvals: new ReviewApprovals({
      reviews: new ReviewStore(knex),
      talk: new ReviewTalk(knex),
    }),
  });
}

/** Where things come from, and what came of them. */
export function createLineage(rooms: {
  knex: Knex;
  assets: AssetStore;
  runs: RunStore;
  cells: RowCells;
  sources: ReadonlyMap<string, Source>;
  httpAuth: HttpAuthService;
  permissions: AssetPermissions;
}) {
  const nodes = new NodeStore(rooms.knex);
  const reach = new LineageReach(rooms.knex);
  const walker = new Walker({ reach, nodes });
  const painter = new Painter({ nodes, assets: rooms.assets });
  const inner = { ...rooms, nodes, walker, painter };
  const around = new Around({ ...inner, runs: new NodeRuns(rooms.runs) });
  const staleness = new Staleness(inner);
  const problems = new Problems(inner);
  const organisation = new Organisation({ ...inner, staleness, problems });
  const sight = new LineageSight(rooms.permissions);
  const seen = new SeenLineage({ around, sight });
  return {
    /** For what flows along its edges. */
    around,
    /** For what is handed to somebody. */
    seen,
    /** For a pause: what replicas that start read. */
    keepSnapshot: () => reach.keepSnapshot(),
    router: createLineageRouter({
      seen,
      sight,
      organisation,
      impact: new Impact(inner),
      ways: new Ways({ ...inner, groups: organisation }),
      staleness,
      problems,
      rows: new RowSeen(inner),
      columns: new Columns({ ...inner, stated: new ColumnStore(rooms.knex) }),
      httpAuth: rooms.httpAuth,
      permissions: rooms.permissions,
    }),
  };
}
