import type { AuthService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_ASSET,
  ANNOTATION_PROVIDED,
  ANNOTATION_RETAIN,
} from '@greenroom/backstage-plugin-greenroom-common';
import { parseAllDocuments } from 'yaml';

export type Adoptable = {
  readonly id: string;
  readonly repository: string;
  readonly path: string;
  readonly name: string;
};

/**
 * What the annotation `greenroom.dev/asset` may say of an asset: its id, or
 * `<repository>/<manifest path>#<name>`, or `<repository>#<name>`.
 */
export function annotationsFor({
  id,
  repository,
  path,
  name,
}: Adoptable): string[] {
  return [id, `${repository}/${path}#${name}`, `${repository}#${name}`];
}

export type AdoptedEntity = {
  readonly entityRef: string;
  /** `greenroom.dev/retain` stands on the entity. */
  readonly retain: boolean;
};

/** The entity that a repository's own `catalog-info.yaml` declares for an asset. */
export function entityDeclaredBeside(
  catalogInfo: string,
  asset: Adoptable,
): AdoptedEntity | undefined {
  const documents = parseAllDocuments(catalogInfo);
  if (!Array.isArray(documents)) return undefined;
  const names = annotationsFor(asset);
  for (const document of documents) {
    if (document.errors.length > 0) continue;
    const entity = document.toJS({
      maxAliasCount: 100,
    }) as Partial<Entity> | null;
    const annotation = entity?.metadata?.annotations?.[ANNOTATION_ASSET];
    if (entity?.kind && annotation && names.includes(annotation)) {
      return toAdopted(entity as Entity);
    }
  }
  return undefined;
}

function toAdopted(entity: Entity): AdoptedEntity {
  return {
    entityRef: stringifyEntityRef(entity),
    retain: entity.metadata.annotations?.[ANNOTATION_RETAIN] === 'true',
  };
}

/** So many assets are asked for at once: their names go into one address. */
const ASSETS_A_REQUEST = 20;

/** Finds the entities that somebody declared in the catalog for assets. */
export function createAdoptedEntities(services: {
  catalog: CatalogService;
  auth: AuthService;
}) {
  return async (
    assets: readonly Adoptable[],
  ): Promise<ReadonlyMap<string, AdoptedEntity>> => {
    const credentials = await services.auth.getOwnServiceCredentials();
    const adopted = new Map<string, AdoptedEntity>();
    for (let i = 0; i < assets.length; i += ASSETS_A_REQUEST) {
      const some = assets.slice(i, i + ASSETS_A_REQUEST);
      const { items } = await services.catalog.getEntities(
        {
          filter: {
            [`metadata.annotations.${ANNOTATION_ASSET}`]:
              some.flatMap(annotationsFor),
          },
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.annotations',
          ],
        },
        { credentials },
      );
      for (const entity of items) {
        const { annotations = {} } = entity.metadata;
        if (annotations[ANNOTATION_PROVIDED] !== undefined) continue;
        const asset = some.find(each =>
          annotationsFor(each).includes(annotations[ANNOTATION_ASSET]),
        );
        if (asset) adopted.set(asset.id, toAdopted(entity));
      }
    }
    return adopted;
  };
}
