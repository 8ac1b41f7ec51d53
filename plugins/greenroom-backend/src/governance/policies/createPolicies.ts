import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { Knex } from 'knex';
import type { AssetPermissions } from '../../permissions/AssetPermissions';
import { LineageSight } from '../../lineage/LineageSight';
import type { Acts } from '../audit/Acts';
import { type FactRooms, FactsDesk } from './facts/FactsDesk';
import { PolicyDesk } from './PolicyDesk';
import { PolicyReader, type PolicyRepository } from './PolicyReader';
import { PolicyStore } from './PolicyStore';
import { createPoliciesRouter } from './router';
import { SeenChecks } from './SeenChecks';

/** The room of policies. */
export function createPolicies(
  services: {
    httpAuth: HttpAuthService;
    permissions: AssetPermissions;
    knex: Knex;
    sources: ReadonlyMap<string, Source>;
    acts: Acts;
    /** Where organisation and systems state theirs. */
    policies?: PolicyRepository;
  },
  rooms: FactRooms,
) {
  const store = new PolicyStore(services.knex);
  const desk = new PolicyDesk({
    ...services,
    store,
    assets: rooms.assets,
    facts: new FactsDesk(rooms),
  });
  const seen = new SeenChecks({
    policies: desk,
    sight: new LineageSight(services.permissions),
  });
  return {
    router: createPoliciesRouter({ ...services, policies: seen }),
    /** For what is handed to somebody. */
    seen,
    /** For reviews, and for who wants a rule waived. */
    desk,
    /** For sync. */
    reader: new PolicyReader({ store, policies: services.policies }),
  };
}
