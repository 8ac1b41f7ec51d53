import { mockCredentials } from '@backstage/backend-test-utils';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  DefinitivePolicyDecision,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_ASSET } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomConditions } from '../../permissions/assetRules';

/** The team whose assets `one team only` may do everything with. */
export const TEAM = 'group:default/vision';

/** What each role of the table holds, by the names of permissions without `greenroom.`. */
export const ROLES = {
  'nobody in particular': [],
  'metadata reader': ['metadata.read'],
  'row reader': ['metadata.read', 'rows.read'],
  'personal reader': ['metadata.read', 'rows.read', 'personal.read'],
  proposer: ['metadata.read', 'rows.read', 'propose'],
  runner: ['metadata.read', 'run'],
  'plan permitter': ['metadata.read', 'plan.permit'],
  reviewer: ['metadata.read', 'rows.read', 'review'],
  approver: ['metadata.read', 'rows.read', 'review', 'approve'],
  administrator: ['metadata.read', 'administer'],
} as const satisfies Record<string, readonly string[]>;
export type Role = keyof typeof ROLES;

const refOf = (role: string) => `user:default/${role.replaceAll(' ', '-')}`;
const byRef = new Map<string, readonly string[]>(
  Object.entries(ROLES).map(([role, held]) => [refOf(role), held]),
);
const TEAM_MEMBER = refOf('one team only');

export const headers = {
  of: (role: Role) => mockCredentials.user.header(refOf(role)),
  ofTeamMember: mockCredentials.user.header(TEAM_MEMBER),
  ofService: mockCredentials.service.header(),
  signedOut: mockCredentials.none.header(),
};

const ALLOW: DefinitivePolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: DefinitivePolicyDecision = { result: AuthorizeResult.DENY };

/** As the policy of a portal with these roles decides; services may do everything. */
export function decideByRole(
  permission: string,
  { principal }: BackstageCredentials,
): PolicyDecision {
  const { type, userEntityRef } = principal as {
    type: string;
    userEntityRef?: string;
  };
  if (type === 'service') return ALLOW;
  if (userEntityRef === TEAM_MEMBER)
    return permission === 'greenroom.administer'
      ? DENY
      : {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'greenroom',
          resourceType: RESOURCE_TYPE_ASSET,
          conditions: greenroomConditions.isOwner({ owners: [TEAM] }),
        };
  const held = byRef.get(userEntityRef ?? '') ?? [];
  return held.includes(permission.replace('greenroom.', '')) ? ALLOW : DENY;
}
