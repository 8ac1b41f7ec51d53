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

/** The catalog looks each of its entities over for this question: it is not asked again for each repository. */
const KEPT_MILLISECONDS = 30_000;

/** Entities that somebody declared, not those that are provided for assets. */
const ADOPTING: Parameters<CatalogService['streamEntities']>[0] = {
  query: {
    $all: [
      { [`metadata.annotations.${ANNOTATION_ASSET}`]: { $exists: true } },
      {
        $not: {
          [`metadata.annotations.${ANNOTATION_PROVIDED}`]: { $exists: true },
        },
      },
    ],
  },
  fields: [
    'kind',
    'metadata.name',
    'metadata.namespace',
    'metadata.annotations',
  ],
};

/** Finds the entities that somebody declared in the catalog for assets, as they were at most half a minute ago. */
export function createAdoptedEntities(services: {
  catalog: CatalogService;
  auth: AuthService;
  now?(): number;
}) {
  const { catalog, auth, now = Date.now } = services;
  const ask = async (): Promise<ReadonlyMap<string, AdoptedEntity>> => {
    const credentials = await auth.getOwnServiceCredentials();
    const adopted = new Map<string, AdoptedEntity>();
    const pages = catalog.streamEntities(ADOPTING, { credentials });
    for await (const entities of pages)
      for (const entity of entities) {
        const name = entity.metadata.annotations?.[ANNOTATION_ASSET];
        if (name !== undefined) adopted.set(name, toAdopted(entity));
      }
    return adopted;
  };
  let asked: { at: number; adopted: ReturnType<typeof ask> } | undefined;
  const recent = () => {
    if (!asked || now() - asked.at > KEPT_MILLISECONDS) {
      const question = { at: now(), adopted: ask() };
      asked = question;
      question.adopted.catch(() => {
        if (asked === question) asked = undefined;
      });
    }
    return asked.adopted;
  };
  return async (
    assets: readonly Adoptable[],
  ): Promise<ReadonlyMap<string, AdoptedEntity>> => {
    if (assets.length === 0) return new Map();
    const adopted = await recent();
    return new Map(
      assets.flatMap(asset => {
        const [entity] = annotationsFor(asset).flatMap(
          name => adopted.get(name) ?? [],
        );
        return entity ? [[asset.id, entity]] : [];
      }),
    );
  };
}
