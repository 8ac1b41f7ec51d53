import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { PolicyChecks } from '@greenroom/backstage-plugin-greenroom-common';
import type { PolicyFacts } from '@greenroom/governance';
import type { LineageSight } from '../../lineage/LineageSight';
import type { HiddenOf, PolicyDesk } from './PolicyDesk';

/** What policies say of a version, without the names of what the caller may not see. */
export class SeenChecks {
  constructor(
    private readonly rooms: {
      policies: Pick<PolicyDesk, 'checksOf' | 'factsOf'>;
      sight: Pick<LineageSight, 'hiddenFrom'>;
    },
  ) {}

  checksOf(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<PolicyChecks> {
    return this.rooms.policies.checksOf(
      versionId,
      this.#hiddenFrom(credentials),
    );
  }

  factsOf(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<PolicyFacts> {
    return this.rooms.policies.factsOf(
      versionId,
      this.#hiddenFrom(credentials),
    );
  }

  #hiddenFrom(credentials: BackstageCredentials): HiddenOf {
    return assetIds =>
      this.rooms.sight.hiddenFrom(credentials, async () => assetIds);
  }
}
