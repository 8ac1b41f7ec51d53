import type { Deployment } from '@greenroom/manifest';
import type { Knex } from 'knex';

type DeploymentRow = {
  id: string;
  source_id: string;
  repository: string;
  folder: string;
  asset: string | null;
  details: string;
  commit: string;
  url: string;
};

/** What a serving platform is told to serve, and where that stands in git. */
export type KnownDeployment = Deployment & {
  readonly id: string;
  readonly repository: string;
  readonly commit: string;
  readonly url: string;
};

/** Deployments as manifests declare them, from whatever repository. */
export class DeploymentStore {
  constructor(private readonly knex: Knex) {}

  /**
   * Replaces what a folder declared before.
   *
   * @returns ids of those that are new, are gone, or are told otherwise
   */
  async replace(
    where: {
      sourceId: string;
      repository: string;
      folder: string;
      commit: string;
    },
    deployments: readonly (Deployment & { url: string })[],
  ): Promise<string[]> {
    const place = {
      source_id: where.sourceId,
      repository: where.repository,
      folder: where.folder,
    };
    const rows = deployments.map(({ url, ...details }) => ({
      ...place,
      id: `${where.sourceId}:${where.repository}:${details.origin.path}#${
        details.namespace ?? ''
      }/${details.name}`,
      asset: modelNamedBy(details),
      details: JSON.stringify(details),
      commit: where.commit,
      url,
    }));
    return this.knex.transaction(async trx => {
      const before = await trx<DeploymentRow>('deployments').where(place);
      await trx('deployments').where(place).delete();
      if (rows.length > 0) await trx<DeploymentRow>('deployments').insert(rows);
      const was = new Map(before.map(({ id, details }) => [id, details]));
      const is = new Map(rows.map(({ id, details }) => [id, details]));
      return [...new Set([...was.keys(), ...is.keys()])].filter(
        id => was.get(id) !== is.get(id),
      );
    });
  }

  /** Folders of a repository that declare deployments. */
  async listFolders(
    sourceId: string,
    repository: string,
  ): Promise<ReadonlySet<string>> {
    const rows = await this.knex<DeploymentRow>('deployments')
      .where({ source_id: sourceId, repository })
      .distinct('folder');
    return new Set(rows.map(({ folder }) => folder));
  }

  /** @returns ids of those that were there */
  async removeFolders(
    sourceId: string,
    repository: string,
    folders: readonly string[],
  ): Promise<string[]> {
    const there = this.knex<DeploymentRow>('deployments')
      .where({ source_id: sourceId, repository })
      .whereIn('folder', [...folders]);
    const ids = await there.clone().pluck('id');
    await there.delete();
    return ids;
  }

  /** Deployments that name a model by one of these. */
  async listOf(names: readonly string[]): Promise<KnownDeployment[]> {
    return (await this.findNaming([names]))(names);
  }

  /** Looks deployments up by the names of several models. */
  async findNaming(
    models: readonly (readonly string[])[],
  ): Promise<(names: readonly string[]) => KnownDeployment[]> {
    const rows =
      models.length === 0
        ? []
        : await this.knex<DeploymentRow>('deployments')
            .whereIn('asset', models.flat())
            .orderBy('id');
    return names =>
      rows
        .filter(({ asset }) => asset !== null && names.includes(asset))
        .map(toDeployment);
  }

  /** Deployments of models that nobody declares here, with the name that each gives. */
  async listUnclaimed(): Promise<
    (KnownDeployment & { readonly model: string })[]
  > {
    const rows = await this.knex<DeploymentRow>('deployments')
      .whereNotNull('asset')
      .orderBy('id');
    const models: { id: string; name: string }[] = await this.knex('assets')
      .where({ kind: 'model' })
      .select('id', 'name');
    const known = new Set(models.flatMap(({ id, name }) => [id, name]));
    return rows.flatMap(row => {
      const model = row.asset!.split('#').at(-1)!;
      return known.has(row.asset!) || known.has(model)
        ? []
        : [{ ...toDeployment(row), model }];
    });
  }

  /** Ids of the models that the deployments of a folder serve. */
  async modelsServedFrom(where: {
    sourceId: string;
    repository: string;
    folder: string;
  }): Promise<string[]> {
    const rows = await this.knex<DeploymentRow>('deployments')
      .where({
        source_id: where.sourceId,
        repository: where.repository,
        folder: where.folder,
      })
      .whereNotNull('asset');
    const names = rows.flatMap(({ asset }) => asset ?? []);
    const models = await this.knex<{ id: string; kind: string; name: string }>(
      'assets',
    )
      .where({ kind: 'model' })
      .where(builder =>
        builder.whereIn('id', names).orWhereIn(
          'name',
          names.map(name => name.split('#').at(-1)!),
        ),
      )
      .select('id');
    return models.map(({ id }) => id);
  }
}

function toDeployment(row: DeploymentRow): KnownDeployment {
  return {
    ...(JSON.parse(row.details) as Deployment),
    id: row.id,
    repository: row.repository,
    commit: row.commit,
    url: row.url,
  };
}

/**
 * The model that a deployment serves: by annotation, else by the folder of the
 * address above the version (`s3://models/reader/2.1.0`), else by its own name.
 */
function modelNamedBy({
  asset,
  name,
  storageUri,
  version,
}: Deployment): string {
  if (asset) return asset;
  const folders =
    storageUri?.replace(/^[a-z0-9+.-]+:\/\//i, '').split('/') ?? [];
  const at = version
    ? folders.findIndex(folder => folder.replace(/^v/, '') === version)
    : -1;
  return folders[at - 1] ?? name;
}
