import {
  AuthorizeResult,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_ASSET } from '@greenroom/backstage-plugin-greenroom-common';
import {
  createGreenroomConditionalDecision,
  greenroomConditions,
} from '../assetRules';

const PLATFORM = 'group:default/platform';
const GOVERNANCE = 'group:default/governance';

/** The policy of docs/how-to/permissions.md, word for word. */
export class TeamsPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const teams = user?.info.ownershipEntityRefs ?? [];
    const membersOf = (team: string): PolicyDecision => ({
      result: teams.includes(team)
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    });
    const own = greenroomConditions.isOwner({ owners: teams });
    switch (permission.name) {
      case 'greenroom.administer':
        return membersOf(PLATFORM);
      case 'greenroom.review':
      case 'greenroom.approve':
        return membersOf(GOVERNANCE);
      case 'greenroom.metadata.read':
        return { result: AuthorizeResult.ALLOW };
      default:
    }
    if (!isResourcePermission(permission, RESOURCE_TYPE_ASSET))
      return { result: AuthorizeResult.ALLOW };
    if (permission.name !== 'greenroom.rows.read')
      return createGreenroomConditionalDecision(permission, own);
    // Rows of open data are anybody's, unless there are people in them.
    return createGreenroomConditionalDecision(permission, {
      anyOf: [
        own,
        {
          allOf: [
            greenroomConditions.hasTag({ tags: ['open-data'] }),
            { not: greenroomConditions.hasPersonalData() },
          ],
        },
      ],
    });
  }
}
