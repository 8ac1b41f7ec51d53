import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { testDatabases } from '../database/testDatabases';
import { insertAsset } from '../__testUtils__/insertAsset';
import type { AssetFilter } from './assetResource';
import { idsInScope } from './AssetScope';
import { tagTrait } from './assetTraits';
import { loadPermissionedAssets } from './loadPermissionedAssets';
import { matchesAsset } from './matchesAsset';

const TAGS = ['faces', '100%', 'a_b', 'a!b'];
const OWNERS = ['group:default/vision', 'group:default/mail'];

const filters: fc.Arbitrary<AssetFilter> = fc.oneof(
  fc.record({
    type: fc.constant('column' as const),
    column: fc.constantFrom('owner' as const, 'system' as const),
    values: fc.subarray([...OWNERS, 'system:default/mail']),
  }),
  fc.record({
    type: fc.constant('trait' as const),
    oneOf: fc.subarray([...TAGS, 'aab', 'face'].map(tagTrait)),
  }),
);
const { criteria } = fc.letrec<{ criteria: PermissionCriteria<AssetFilter> }>(
  tie => {
    const several = fc.array(tie('criteria'), { minLength: 1, maxLength: 3 });
    return {
      criteria: fc.oneof(
        { maxDepth: 3 },
        filters,
        several.map(allOf => ({ allOf } as PermissionCriteria<AssetFilter>)),
        several.map(anyOf => ({ anyOf } as PermissionCriteria<AssetFilter>)),
        tie('criteria').map(
          not => ({ not } as PermissionCriteria<AssetFilter>),
        ),
      ),
    };
  },
);

/** As the framework decides of one asset, whatever the filter is. */
const decide = createConditionAuthorizer({
  getRuleByName: () => ({
    name: 'FILTER',
    description: '',
    resourceType: 'greenroom-asset',
    apply: matchesAsset,
    toQuery: (filter: AssetFilter) => filter,
  }),
} as unknown as Parameters<typeof createConditionAuthorizer>[0]);

function conditionsOf(of: PermissionCriteria<AssetFilter>): object {
  if ('allOf' in of) return { allOf: of.allOf.map(conditionsOf) };
  if ('anyOf' in of) return { anyOf: of.anyOf.map(conditionsOf) };
  if ('not' in of) return { not: conditionsOf(of.not as typeof of) };
  return { resourceType: 'greenroom-asset', rule: 'FILTER', params: of };
}

describe.each(testDatabases())('scopes on $name', ({ knex: connect }) => {
  let knex: Knex;
  const ids: string[] = [];

  beforeAll(async () => {
    knex = await connect();
    for (const owner of OWNERS)
      for (const tags of [[], ...TAGS.map(tag => [tag]), TAGS]) {
        const id = `asset-${ids.length}`;
        ids.push(id);
        await insertAsset(knex, { id, owner });
        await knex('assets')
          .where({ id })
          .update({
            system: ids.length % 2 ? 'system:default/mail' : null,
          });
        for (const tag of tags)
          await knex('asset_traits').insert({
            asset_id: id,
            trait: tagTrait(tag),
          });
      }
  });
  afterAll(() => knex.destroy());

  it('hold the assets of which the rules hold one by one', async () => {
    const assets = await loadPermissionedAssets(knex, ids);
    await fc.assert(
      fc.asyncProperty(criteria, async where => {
        const found = await idsInScope(knex, { type: 'some', where }).pluck(
          'id',
        );
        const conditions = conditionsOf(where);
        expect(found.sort()).toEqual(
          ids
            .filter((_, i) =>
              decide(
                {
                  result: 'CONDITIONAL',
                  pluginId: 'greenroom',
                  resourceType: 'greenroom-asset',
                  conditions,
                } as unknown as Parameters<typeof decide>[0],
                assets[i],
              ),
            )
            .sort(),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('are nothing where a permission is held for none', async () => {
    expect(await idsInScope(knex, { type: 'none' })).toEqual([]);
  });
});
