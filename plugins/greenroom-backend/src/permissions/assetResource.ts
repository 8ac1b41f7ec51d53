import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_ASSET } from '@greenroom/backstage-plugin-greenroom-common';

/** What rules look at. */
export type PermissionedAsset = {
  readonly id: string;
  readonly kind: 'dataset' | 'model';
  /** Entity reference of a group or a person. */
  readonly owner: string;
  readonly repository: string;
  /** Name of the system it is a part of; empty where it is of none. */
  readonly system: string;
  /** As `traitsOf` says. */
  readonly traits: ReadonlySet<string>;
};

/** One condition on an asset, for a row of the database and for an asset that is loaded alike. */
export type AssetFilter =
  | {
      readonly type: 'column';
      readonly column: 'kind' | 'owner' | 'repository' | 'system';
      readonly values: readonly string[];
    }
  | { readonly type: 'trait'; readonly oneOf: readonly string[] };

/** The kind of thing that conditions of a policy are about. */
export const assetResourceRef = createPermissionResourceRef<
  PermissionedAsset,
  AssetFilter
>().with({ pluginId: 'greenroom', resourceType: RESOURCE_TYPE_ASSET });
