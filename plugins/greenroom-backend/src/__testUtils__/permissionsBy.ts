import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import { assetRuleset } from '../permissions/assetRuleset';
import { loadPermissionedAssets } from '../permissions/loadPermissionedAssets';

/** The permissions of a portal with this policy: conditions are applied where an asset is named. */
export function permissionsBy(
  knex: Knex,
  decide: (
    permission: string,
    credentials: BackstageCredentials,
  ) => PolicyDecision,
): PermissionsService {
  const applies = createConditionAuthorizer(assetRuleset);
  return {
    authorize: (questions, { credentials }) =>
      Promise.all(
        questions.map(async ({ permission, resourceRef }) => {
          const decision = decide(permission.name, credentials);
          const [asset] = resourceRef
            ? await loadPermissionedAssets(knex, [resourceRef])
            : [];
          return {
            result: applies(decision, asset)
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
          };
        }),
      ),
    authorizeConditional: async (questions, { credentials }) =>
      questions.map(({ permission }) => decide(permission.name, credentials)),
  };
}
