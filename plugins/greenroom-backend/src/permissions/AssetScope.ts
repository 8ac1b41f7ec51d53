import type {
  NotCriteria,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { AssetFilter } from './assetResource';

/** For which assets somebody holds a permission. */
export type AssetScope =
  | { readonly type: 'all' }
  | { readonly type: 'none' }
  | {
      readonly type: 'some';
      readonly where: PermissionCriteria<AssetFilter>;
    };

export const ALL_ASSETS: AssetScope = { type: 'all' };

/** Leaves the rows of `assets` that are in the scope. */
export function whereInScope(
  assets: Knex.QueryBuilder,
  scope: AssetScope,
): Knex.QueryBuilder {
  if (scope.type === 'all') return assets;
  if (scope.type === 'none') return assets.whereRaw('1 = 0');
  const { where } = scope;
  return assets.where(builder => whereAssets(builder, where));
}

/** Ids of the assets in a scope, for `whereIn` of tables that name assets. */
export function idsInScope(knex: Knex, scope: AssetScope): Knex.QueryBuilder {
  return whereInScope(knex('assets').select('id'), scope);
}

function whereAssets(
  builder: Knex.QueryBuilder,
  criteria: PermissionCriteria<AssetFilter>,
): void {
  if ('allOf' in criteria) {
    for (const each of criteria.allOf)
      builder.andWhere(nested => whereAssets(nested, each));
  } else if ('anyOf' in criteria) {
    for (const each of criteria.anyOf)
      builder.orWhere(nested => whereAssets(nested, each));
  } else if ('not' in criteria) {
    const { not } = criteria as NotCriteria<AssetFilter>;
    builder.whereNot(nested => whereAssets(nested, not));
  } else whereFilter(builder, criteria);
}

function whereFilter(builder: Knex.QueryBuilder, filter: AssetFilter): void {
  if (filter.type === 'trait')
    builder.whereIn('assets.id', traits =>
      traits
        .from('asset_traits')
        .whereIn('trait', [...filter.oneOf])
        .select('asset_id'),
    );
  // An asset of no system has none, so that "not" has its plain meaning.
  else if (filter.column === 'system')
    builder.whereRaw(
      filter.values.length > 0
        ? `coalesce(assets.system, '') in (${filter.values
            .map(() => '?')
            .join(', ')})`
        : '1 = 0',
      [...filter.values],
    );
  else builder.whereIn(`assets.${filter.column}`, [...filter.values]);
}
