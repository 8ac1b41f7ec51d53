import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { PolicyChecks } from '@greenroom/backstage-plugin-greenroom-common';
import type { PolicyFacts } from '@greenroom/governance';
import type { LineageSight } from '../../lineage/LineageSight';
import type { PolicyDesk } from './PolicyDesk';

/** What policies say of a version, without the names of what the caller may not see. */
export class SeenChecks {
  constructor(
    private readonly rooms: {
      policies: Pick<PolicyDesk, 'ancestorsOf' | 'checksOf' | 'factsOf'>;
      sight: Pick<LineageSight, 'hiddenFrom'>;
    },
  ) {}

  async checksOf(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<PolicyChecks> {
    return this.rooms.policies.checksOf(
      versionId,
      await this.#hidden(versionId, credentials),
    );
  }

  async factsOf(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<PolicyFacts> {
    return this.rooms.policies.factsOf(
      versionId,
      await this.#hidden(versionId, credentials),
    );
  }

  #hidden(versionId: string, credentials: BackstageCredentials) {
    const { policies, sight } = this.rooms;
    return sight.hiddenFrom(credentials, () => policies.ancestorsOf(versionId));
  }
}
