import {
  createConditionExports,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';
import {
  type AssetFilter,
  assetResourceRef,
  type PermissionedAsset,
} from './assetResource';
import { TRAIT_PERSONAL, tagTrait } from './assetTraits';
import { matchesAsset } from './matchesAsset';

const names = z.array(z.string());

/** One statement of a filter makes both halves of a rule, which so cannot differ. */
function halves<Params>(filterOf: (params: Params) => AssetFilter) {
  return {
    apply: (asset: PermissionedAsset, params: Params) =>
      matchesAsset(asset, filterOf(params)),
    toQuery: filterOf,
  };
}

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description:
    'Allow assets that one of these people or teams owns, by entity reference',
  resourceRef: assetResourceRef,
  paramsSchema: z.object({ owners: names }),
  ...halves<{ owners: string[] }>(({ owners }) => ({
    type: 'column',
    column: 'owner',
    // As references to entities are kept.
    values: owners.map(owner => owner.toLocaleLowerCase('en-US')),
  })),
});

const hasTag = createPermissionRule({
  name: 'HAS_TAG',
  description: 'Allow assets whose manifest has one of these tags',
  resourceRef: assetResourceRef,
  paramsSchema: z.object({ tags: names }),
  ...halves<{ tags: string[] }>(({ tags }) => ({
    type: 'trait',
    oneOf: tags.map(tagTrait),
  })),
});

const hasPersonalData = createPermissionRule({
  name: 'HAS_PERSONAL_DATA',
  description: 'Allow data sets that mark a column as personal',
  resourceRef: assetResourceRef,
  ...halves<undefined>(() => ({ type: 'trait', oneOf: [TRAIT_PERSONAL] })),
});

const isKind = createPermissionRule({
  name: 'IS_KIND',
  description: 'Allow assets of one of these kinds: dataset, model',
  resourceRef: assetResourceRef,
  paramsSchema: z.object({ kinds: names }),
  ...halves<{ kinds: string[] }>(({ kinds }) => ({
    type: 'column',
    column: 'kind',
    values: kinds,
  })),
});

const isInRepository = createPermissionRule({
  name: 'IS_IN_REPOSITORY',
  description: 'Allow assets that one of these repositories declares',
  resourceRef: assetResourceRef,
  paramsSchema: z.object({ repositories: names }),
  ...halves<{ repositories: string[] }>(({ repositories }) => ({
    type: 'column',
    column: 'repository',
    values: repositories,
  })),
});

const isInSystem = createPermissionRule({
  name: 'IS_IN_SYSTEM',
  description: 'Allow assets that are a part of one of these systems',
  resourceRef: assetResourceRef,
  paramsSchema: z.object({ systems: names }),
  ...halves<{ systems: string[] }>(({ systems }) => ({
    type: 'column',
    column: 'system',
    values: systems,
  })),
});

/** What a policy may ask of an asset. */
export const assetRules = {
  isOwner,
  hasTag,
  hasPersonalData,
  isKind,
  isInRepository,
  isInSystem,
};

const exported = createConditionExports({
  resourceRef: assetResourceRef,
  rules: assetRules,
});

/**
 * The rules as conditions, for the policy of a portal.
 *
 * @public
 */
export const greenroomConditions = exported.conditions;

/**
 * A decision that holds for the assets that meet the conditions.
 *
 * @public
 */
export const createGreenroomConditionalDecision =
  exported.createConditionalDecision;
