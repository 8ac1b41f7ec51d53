import type { PolicyChecks } from '@greenroom/backstage-plugin-greenroom-common';

/** What other rooms of governance ask of policies. */
export type VersionChecks = {
  /**
   * All rules in force, held against one version now; computed where nobody has
   * asked since a rule, a waiver or a fact changed.
   *
   * @throws NotFoundError where there is no such version
   */
  checksOf(versionId: string): Promise<PolicyChecks>;
  /** Ids of what the version was made of, which its checks may name. */
  ancestorsOf(versionId: string): Promise<readonly string[]>;
};
