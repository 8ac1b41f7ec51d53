import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  parseEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_ASSET,
  ANNOTATION_PROVIDED,
  type AssetEntity,
} from '@greenroom/backstage-plugin-greenroom-common';

const TAG_LENGTH = 63;

/**
 * A model is a `Component` of type `ml-model`, a data set a `Resource` of type
 * `dataset`.
 *
 * @throws Error when `entityRef` is not one
 */
export function assetToEntity(asset: AssetEntity): Entity {
  const { name, namespace } = parseEntityRef(asset.entityRef);
  const place = placeOf(asset);
  const common = {
    apiVersion: 'backstage.io/v1alpha1',
    metadata: {
      name,
      namespace,
      title: asset.title,
      ...(asset.description ? { description: asset.description } : {}),
      annotations: {
        [ANNOTATION_ASSET]: asset.id,
        [ANNOTATION_PROVIDED]: 'true',
        [ANNOTATION_LOCATION]: place.location,
        [ANNOTATION_ORIGIN_LOCATION]: place.location,
        ...(place.folder
          ? { [ANNOTATION_SOURCE_LOCATION]: `url:${place.folder}` }
          : {}),
        ...(place.view ? { [ANNOTATION_VIEW_URL]: place.view } : {}),
      },
      tags: tagsOf(asset),
      links: place.view
        ? [{ url: place.view, title: asset.path, icon: 'code' }]
        : [],
    },
  };
  const relations = {
    ...(asset.system ? { system: asset.system } : {}),
    ...(asset.dependsOnEntities.length > 0
      ? { dependsOn: [...asset.dependsOnEntities].sort() }
      : {}),
  };
  if (asset.kind === 'model') {
    return {
      ...common,
      kind: 'Component',
      spec: {
        type: 'ml-model',
        // What the default branch declares is what is meant to run.
        lifecycle:
          asset.archived || asset.deprecated ? 'deprecated' : 'production',
        owner: asset.owner,
        ...relations,
      },
    };
  }
  return {
    ...common,
    kind: 'Resource',
    spec: { type: 'dataset', owner: asset.owner, ...relations },
  };
}

/**
 * Links to the manifest and its folder on the default branch. The asset's own
 * link names a commit; an entity that followed it would change with every push.
 */
function placeOf(asset: AssetEntity): {
  location: string;
  view?: string;
  folder?: string;
} {
  const repository = new RegExp(`^.*?/${escape(asset.repository)}(?=/|$)`, 'i');
  const repositoryUrl = asset.url?.match(repository)?.[0];
  if (!repositoryUrl) {
    return asset.url
      ? { location: `url:${asset.url}`, view: asset.url }
      : { location: `greenroom:${asset.id}` };
  }
  const segments = asset.path.split('/').map(encodeURIComponent);
  const view = `${repositoryUrl}/blob/HEAD/${segments.join('/')}`;
  const folders = segments.slice(0, -1).map(folder => `${folder}/`);
  const folder = `${repositoryUrl}/tree/HEAD/${folders.join('')}`;
  return { location: `url:${view}`, view, folder };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** The catalog takes lower case letters, digits, `:+#` and single hyphens. */
function tagsOf(asset: AssetEntity): string[] {
  const tags = [asset.task ?? '', ...asset.tags].map(tag =>
    tag
      .toLowerCase()
      .replace(/[^a-z0-9:+#]+/g, '-')
      .slice(0, TAG_LENGTH)
      .replace(/^-+|-+$/g, ''),
  );
  return [...new Set(tags.filter(tag => tag !== ''))].sort();
}
