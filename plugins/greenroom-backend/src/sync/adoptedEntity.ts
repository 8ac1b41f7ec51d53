import type { AuthService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_ASSET,
  ANNOTATION_PROVIDED,
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
function annotationsFor({ id, repository, path, name }: Adoptable): string[] {
  return [id, `${repository}/${path}#${name}`, `${repository}#${name}`];
}

/** The entity that a repository's own `catalog-info.yaml` declares for an asset. */
export function entityDeclaredBeside(
  catalogInfo: string,
  asset: Adoptable,
): string | undefined {
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
      return stringifyEntityRef(entity as Entity);
    }
  }
  return undefined;
}

/** Finds the entity that somebody declared in the catalog for an asset. */
export function createAdoptedEntity(services: {
  catalog: CatalogService;
  auth: AuthService;
}) {
  return async (asset: Adoptable): Promise<string | undefined> => {
    const credentials = await services.auth.getOwnServiceCredentials();
    const { items } = await services.catalog.getEntities(
      {
        filter: {
          [`metadata.annotations.${ANNOTATION_ASSET}`]: annotationsFor(asset),
        },
      },
      { credentials },
    );
    const declared = items.find(
      entity =>
        entity.metadata.annotations?.[ANNOTATION_PROVIDED] === undefined,
    );
    return declared && stringifyEntityRef(declared);
  };
}
