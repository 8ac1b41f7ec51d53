import type { Knex } from 'knex';
import type {
  Difference,
  FileProblem,
  HealthStatus,
} from '@greenroom/backstage-plugin-greenroom-common';
import type {
  Asset,
  AssetRow,
  RevisionRow,
  Version,
  VersionFacts,
  VersionRow,
} from './Asset';
import {
  ALL_ASSETS,
  type AssetScope,
  whereInScope,
} from '../permissions/AssetScope';
import { groupBy } from '../database/groupBy';
import { toAsset, toVersion } from './assetRows';
import { attentionOf, NEEDS_ATTENTION } from './attention';
import { addRevisions, type NewRevision } from './operations/addRevisions';
import { attachVersions, type ReadContent } from './operations/attachVersions';
import {
  type AssetDeclaration,
  declareAssets,
  IN_SYNC,
} from './operations/declareAssets';
import {
  type AssetName,
  listNamed,
  namesOfBase,
  pickBase,
  pickNamed,
} from './operations/findNamed';
import { headVersions, versionsById } from './operations/headVersions';
import { type LastRevision, lastRevisions } from './operations/lastRevisions';
import { modelsNaming } from './operations/linkDatasets';
import { markDuplicates } from './operations/markDuplicates';
import { modelsWithSchedule } from './operations/modelsWithSchedule';
import { orphanRevisions } from './operations/orphanRevisions';
import { renameRepository } from './operations/renameRepository';

/** What was found of an asset's health. */
export type Judgement = {
  readonly asset: Asset;
  readonly status: HealthStatus;
  readonly reason: string;
};

/** Assets, revisions and versions as git declares them. All of it can be rebuilt from git. */
export class AssetStore {
  constructor(private readonly knex: Knex) {}

  declare(declarations: readonly AssetDeclaration[]): Promise<void> {
    return declareAssets(this.knex, declarations);
  }

  /** Its manifest is gone from git, and `greenroom.dev/retain` holds it. */
  async markRetained(
    assetIds: readonly string[],
    commit: string,
  ): Promise<void> {
    await this.knex('assets')
      .whereIn('id', [...assetIds])
      .update({
        sync_status: 'OutOfSync',
        sync_reason:
          'Its manifest is gone from git; greenroom.dev/retain holds the last good state.',
        sync_commit: commit,
        synced_at: Date.now(),
        attention: NEEDS_ATTENTION,
      });
  }

  async setArchived(
    sourceId: string,
    repository: string,
    archived: boolean,
  ): Promise<void> {
    await this.knex('assets')
      .where({ source_id: sourceId, repository })
      .update({ archived });
  }

  async setDrift(assetId: string, drift: readonly Difference[]): Promise<void> {
    await this.knex('assets')
      .where({ id: assetId })
      .update({ drift: drift.length > 0 ? JSON.stringify(drift) : null });
  }

  renameRepository(sourceId: string, from: string, to: string): Promise<void> {
    return renameRepository(this.knex, sourceId, from, to);
  }

  markDuplicates(entityRefs: readonly string[]): Promise<string[]> {
    return markDuplicates(this.knex, entityRefs);
  }

  orphanRevisions(
    assetIds: readonly string[],
    moved: { dropped: readonly string[]; back: readonly string[] },
  ): Promise<void> {
    return orphanRevisions(this.knex, assetIds, moved);
  }

  /** The models that name a data set. */
  async listModelsNaming(
    dataset: Asset,
    scope: AssetScope = ALL_ASSETS,
  ): Promise<Asset[]> {
    const ids = await modelsNaming(this.knex, [dataset]);
    return this.getMany(ids, scope);
  }

  /** Ids of the models that name any of some data sets. */
  listIdsNaming(
    datasets: readonly Pick<Asset, 'name' | 'repository'>[],
  ): Promise<string[]> {
    return modelsNaming(this.knex, datasets);
  }

  /** Models whose evaluations say when. */
  async listScheduled(): Promise<Asset[]> {
    return (await modelsWithSchedule(this.knex)).map(toAsset);
  }

  async getMany(
    assetIds: readonly string[],
    scope: AssetScope = ALL_ASSETS,
  ): Promise<Asset[]> {
    const rows: AssetRow[] = await whereInScope(this.knex('assets'), scope)
      .whereIn('id', [...assetIds])
      .orderBy('id');
    return rows.map(toAsset);
  }

  /** Assets whose work may not have come to its end: what a crash or a lost event left. */
  async listUnsettled(limit: number): Promise<string[]> {
    const rows = await this.knex<AssetRow>('assets')
      .whereIn('health_status', ['Progressing', 'Missing'])
      .orderBy('id')
      .limit(limit)
      .select('id');
    return rows.map(({ id }) => id);
  }

  /** Ids in order, a page at a time. */
  async listIds(after: string, limit: number): Promise<string[]> {
    const rows = await this.knex<AssetRow>('assets')
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .select('id');
    return rows.map(({ id }) => id);
  }

  /** The last good state stays; what is wrong is said beside it. */
  async markProblems(
    assetId: string,
    commit: string,
    reason: string,
    problems: readonly FileProblem[],
  ): Promise<void> {
    await this.knex('assets')
      .where({ id: assetId })
      .update({
        sync_status: 'OutOfSync',
        sync_reason: reason,
        sync_commit: commit,
        synced_at: Date.now(),
        problems: JSON.stringify(problems),
      });
  }

  async markUnknown(
    sourceId: string,
    repository: string,
    reason: string,
  ): Promise<void> {
    await this.knex('assets')
      .where({ source_id: sourceId, repository })
      .update({ sync_status: 'Unknown', sync_reason: reason });
  }

  /** A repository was read: what was said of it being out of reach no longer holds. */
  async markReached(
    sourceId: string,
    repository: string,
    commit: string,
  ): Promise<void> {
    const where = { source_id: sourceId, repository };
    await this.knex('assets').where(where).update({
      head_commit: commit,
      sync_commit: commit,
      synced_at: Date.now(),
    });
    await this.#recover(this.knex('assets').where(where));
  }

  /** A source could be listed again; repositories that cannot be read are left out. */
  async markSourceReached(
    sourceId: string,
    except: readonly string[],
  ): Promise<void> {
    await this.#recover(
      this.knex('assets')
        .where({ source_id: sourceId })
        .whereNotIn('repository', [...except]),
    );
  }

  async #recover(assets: Knex.QueryBuilder): Promise<void> {
    const unknown = assets.where({ sync_status: 'Unknown' });
    await unknown.clone().where({ problems: '[]' }).update({
      sync_status: 'Synced',
      sync_reason: IN_SYNC,
    });
    await unknown.clone().whereNot({ problems: '[]' }).update({
      sync_status: 'OutOfSync',
      sync_reason:
        'What declares it cannot be read in full; the last good state is shown.',
    });
  }

  async markSourceUnknown(sourceId: string, reason: string): Promise<void> {
    await this.knex('assets')
      .where({ source_id: sourceId })
      .update({ sync_status: 'Unknown', sync_reason: reason });
  }

  /** Writes down what is not known yet. */
  async setHealth(judgements: readonly Judgement[]): Promise<void> {
    const alike = new Map<string, string[]>();
    for (const { asset, status, reason } of judgements) {
      const attention = attentionOf(asset.sync.status, status);
      const found = JSON.stringify([status, reason, attention]);
      alike.set(found, [...(alike.get(found) ?? []), asset.id]);
    }
    for (const [found, ids] of alike) {
      const [health_status, health_reason, attention] = JSON.parse(found);
      await this.knex('assets')
        .whereIn('id', ids)
        .where(other =>
          other
            .whereNot({ health_status })
            .orWhereNot({ health_reason })
            .orWhereNot({ attention }),
        )
        .update({ health_status, health_reason, attention });
    }
  }

  /** What needs attention first; a page and the number of all that match. */
  async list(query: {
    kind?: 'dataset' | 'model';
    owner?: string;
    search?: string;
    attention?: boolean;
    limit: number;
    offset: number;
    scope?: AssetScope;
  }): Promise<{ items: Asset[]; total: number }> {
    const matching = this.knex<AssetRow>('assets').modify(builder => {
      whereInScope(builder, query.scope ?? ALL_ASSETS);
      if (query.kind) builder.where({ kind: query.kind });
      if (query.owner) builder.where({ owner: query.owner });
      if (query.attention) builder.where('attention', '>=', NEEDS_ATTENTION);
      if (query.search) {
        const escaped = query.search.toLowerCase().replace(/[!%_]/g, '!$&');
        builder.whereRaw(`search LIKE ? ESCAPE '!'`, [`%${escaped}%`]);
      }
    });
    const [{ n }] = await matching.clone().count({ n: '*' });
    const rows = await matching
      .orderBy([
        { column: 'attention', order: 'desc' },
        { column: 'name' },
        { column: 'id' },
      ])
      .limit(query.limit)
      .offset(query.offset);
    return { items: rows.map(toAsset), total: Number(n) };
  }

  async count(scope: AssetScope = ALL_ASSETS): Promise<{
    models: number;
    datasets: number;
    needAttention: number;
  }> {
    const rows: { kind: string; n: number | string; bad: number | string }[] =
      await whereInScope(this.knex('assets'), scope)
        .select('kind')
        .count({ n: '*' })
        .select(
          this.knex.raw(
            'sum(case when attention >= ? then 1 else 0 end) as bad',
            [NEEDS_ATTENTION],
          ),
        )
        .groupBy('kind');
    const of = (kind: string) =>
      Number(rows.find(row => row.kind === kind)?.n ?? 0);
    return {
      models: of('model'),
      datasets: of('dataset'),
      needAttention: rows.reduce((sum, row) => sum + Number(row.bad), 0),
    };
  }

  async remove(assetIds: readonly string[]): Promise<void> {
    for (const table of ['revisions', 'versions', 'asset_traits'])
      await this.knex(table)
        .whereIn('asset_id', [...assetIds])
        .delete();
    await this.knex('assets')
      .whereIn('id', [...assetIds])
      .delete();
  }

  addRevisions(revisions: readonly NewRevision[]): Promise<void> {
    return addRevisions(this.knex, revisions);
  }

  /** @returns ids of the versions, in the order of what was read */
  attachVersions(contents: readonly ReadContent[]): Promise<string[]> {
    return attachVersions(this.knex, contents);
  }

  async attachVersion(
    assetId: string,
    byteDigest: string,
    digest: string,
    facts: VersionFacts,
  ): Promise<string> {
    const [id] = await this.attachVersions([
      { assetId, byteDigest, digest, facts },
    ]);
    return id;
  }

  async get(assetId: string): Promise<Asset | undefined> {
    const row = await this.knex<AssetRow>('assets')
      .where({ id: assetId })
      .first();
    return row && toAsset(row);
  }

  async findByEntity(entityRef: string): Promise<Asset | undefined> {
    const row = await this.knex<AssetRow>('assets')
      .where({ entity_ref: entityRef })
      .first();
    return row && toAsset(row);
  }

  async listOfRepository(
    sourceId: string,
    repository: string,
  ): Promise<Asset[]> {
    const rows = await this.knex<AssetRow>('assets').where({
      source_id: sourceId,
      repository,
    });
    return rows.map(toAsset);
  }

  /** Names of the repositories of a source that declare assets of a scope. */
  async listRepositories(
    sourceId: string,
    scope: AssetScope = ALL_ASSETS,
  ): Promise<string[]> {
    const rows: AssetRow[] = await whereInScope(this.knex('assets'), scope)
      .where({ source_id: sourceId })
      .distinct('repository')
      .orderBy('repository');
    return rows.map(({ repository }) => repository);
  }

  async listOfKind(kind: 'dataset' | 'model'): Promise<Asset[]> {
    const rows = await this.knex<AssetRow>('assets')
      .where({ kind })
      .orderBy('id');
    return rows.map(toAsset);
  }

  /** The data set a model names, by name and, where it says so, repository. */
  findDataset(name: string, repository?: string): Promise<Asset | undefined> {
    return this.find('dataset', name, repository);
  }

  /** The first by id of a name. */
  async find(
    kind: Asset['kind'],
    name: string,
    repository?: string,
  ): Promise<Asset | undefined> {
    const query = this.knex<AssetRow>('assets').where({ kind, name });
    if (repository) query.where({ repository });
    const row = await query.orderBy('id').first();
    return row && toAsset(row);
  }

  /** A model that another names as its base, by its name or as `owner/name` of a hub. */
  async findModel(name: string): Promise<Asset | undefined> {
    return (await this.findModels([name]))(name);
  }

  /** Looks data sets up that manifests name. */
  async findDatasets(
    names: readonly AssetName[],
  ): Promise<(name: AssetName) => Asset | undefined> {
    const rows = await this.#listNamed(
      'dataset',
      names.map(({ name }) => name),
    );
    const found = await this.#byId(
      names.flatMap(name => pickNamed(rows, name) ?? []),
    );
    return name => found.get(pickNamed(rows, name) ?? '');
  }

  /** Looks models up that others name as their base. */
  async findModels(
    bases: readonly string[],
  ): Promise<(base: string) => Asset | undefined> {
    const rows = await this.#listNamed('model', bases.flatMap(namesOfBase));
    const found = await this.#byId(
      bases.flatMap(base => pickBase(rows, base) ?? []),
    );
    return base => found.get(pickBase(rows, base) ?? '');
  }

  async #listNamed(kind: Asset['kind'], names: readonly string[]) {
    return names.length === 0 ? [] : listNamed(this.knex, kind, names);
  }

  async #byId(ids: readonly string[]): Promise<Map<string, Asset>> {
    if (ids.length === 0) return new Map();
    const assets = await this.getMany([...new Set(ids)]);
    return new Map(assets.map(asset => [asset.id, asset]));
  }

  /** Of these assets those that have a revision at a commit of the branch. */
  async listReadAt(
    assetIds: readonly string[],
    commit: string,
  ): Promise<Set<string>> {
    const ids = await this.knex<RevisionRow>('revisions')
      .whereIn('asset_id', [...assetIds])
      .where({ commit, orphaned: false })
      .pluck('asset_id');
    return new Set(ids);
  }

  /** The newest revision that is on the branch, by asset. */
  lastRevisions(
    assetIds: readonly string[],
  ): Promise<Map<string, LastRevision>> {
    return lastRevisions(this.knex, assetIds);
  }

  /** Of these assets, oldest first. */
  async listRevisionsWithoutVersion(
    assetIds: readonly string[],
  ): Promise<RevisionRow[]> {
    return this.knex<RevisionRow>('revisions')
      .whereIn('asset_id', [...assetIds])
      .where({ orphaned: false })
      .whereNull('version_id')
      .orderBy('ordinal');
  }

  async listRevisionsOfBytes(
    assetId: string,
    byteDigest: string,
  ): Promise<RevisionRow[]> {
    return this.knex<RevisionRow>('revisions')
      .where({ asset_id: assetId, byte_digest: byteDigest })
      .orderBy('ordinal');
  }

  /** By asset, oldest first; also those that a force-push took away. */
  async listRevisions(
    assetIds: readonly string[],
  ): Promise<Map<string, RevisionRow[]>> {
    if (assetIds.length === 0) return new Map();
    const rows = await this.knex<RevisionRow>('revisions')
      .whereIn('asset_id', [...assetIds])
      .orderBy('ordinal');
    return groupBy(rows, row => row.asset_id);
  }

  /** Revisions of versions, oldest first. */
  async listRevisionsOfVersions(
    versionIds: readonly string[],
  ): Promise<RevisionRow[]> {
    if (versionIds.length === 0) return [];
    return this.knex<RevisionRow>('revisions')
      .whereIn('version_id', [...versionIds])
      .andWhere({ orphaned: false })
      .orderBy('ordinal');
  }

  /** Oldest first. */
  async listVersions(assetId: string): Promise<Version[]> {
    return (await this.listVersionsOf([assetId])).get(assetId) ?? [];
  }

  /** By asset, oldest first. */
  async listVersionsOf(
    assetIds: readonly string[],
  ): Promise<Map<string, Version[]>> {
    const versions = await this.knex<VersionRow>('versions').whereIn(
      'asset_id',
      [...assetIds],
    );
    const revisions = await this.knex<RevisionRow>('revisions')
      .whereIn('asset_id', [...assetIds])
      .where({ orphaned: false })
      .whereNotNull('version_id')
      .orderBy('ordinal');
    const byVersion = groupBy(revisions, revision => revision.version_id!);
    const found = groupBy(
      versions.flatMap(
        row => toVersion(row, byVersion.get(row.id) ?? []) ?? [],
      ),
      version => version.assetId,
    );
    for (const list of found.values())
      list.sort((a, b) => a.ordinal - b.ordinal);
    return found;
  }

  async getVersion(id: string): Promise<Version | undefined> {
    return (await versionsById(this.knex, [id])).at(0);
  }

  /** The version of the newest revision; undefined while that is still being read. */
  async headVersion(assetId: string): Promise<Version | undefined> {
    return (await this.headVersions([assetId])).get(assetId);
  }

  /** By asset; of those whose newest revision is still being read, none. */
  headVersions(assetIds: readonly string[]): Promise<Map<string, Version>> {
    return headVersions(this.knex, assetIds);
  }
}
