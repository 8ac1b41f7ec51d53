import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  type ConditionTransformer,
  createConditionTransformer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import type { AssetFilter, PermissionedAsset } from './assetResource';
import { type About, assetsAbout } from './assetsAbout';
import { type AssetScope, ALL_ASSETS, idsInScope } from './AssetScope';

/** The permissions of the portal, and what of it they are asked about. */
export class AssetPermissions implements PermissionsService {
  readonly #conditionsToFilters: ConditionTransformer<AssetFilter>;

  constructor(
    private readonly service: PermissionsService,
    rules: PermissionRuleset<PermissionedAsset, AssetFilter>,
    private readonly knex: Knex,
  ) {
    this.#conditionsToFilters = createConditionTransformer(rules);
  }

  authorize: PermissionsService['authorize'] = (...asked) =>
    this.service.authorize(...asked);

  authorizeConditional: PermissionsService['authorizeConditional'] = (
    ...asked
  ) => this.service.authorizeConditional(...asked);

  assetsAbout(about: About): Promise<readonly string[]> {
    return assetsAbout(this.knex, about);
  }

  /** For which assets these credentials hold a permission, for lists. */
  async scopeOf(
    credentials: BackstageCredentials,
    permission: ResourcePermission,
  ): Promise<AssetScope> {
    const [decision] = await this.service.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return ALL_ASSETS;
      case AuthorizeResult.CONDITIONAL:
        return {
          type: 'some',
          where: this.#conditionsToFilters(decision.conditions),
        };
      default:
        return { type: 'none' };
    }
  }

  /** Those of the named assets for which they hold it. */
  async heldFor(
    credentials: BackstageCredentials,
    permission: ResourcePermission,
    assetIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const scope = await this.scopeOf(credentials, permission);
    if (scope.type === 'all') return new Set(assetIds);
    if (scope.type === 'none' || assetIds.length === 0) return new Set();
    const ids = await idsInScope(this.knex, scope)
      .whereIn('id', [...assetIds])
      .pluck<string[]>('id');
    return new Set(ids);
  }
}
