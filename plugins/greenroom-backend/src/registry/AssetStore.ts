import type { Knex } from 'knex';
import type {
  Commit,
  Difference,
  FileProblem,
  HealthStatus,
  Registration,
  SyncStatus,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Manifest } from '@greenroom/manifest';
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
import { putTraits } from '../permissions/putTraits';
import { toAsset, toVersion } from './assetRows';
import {
  linkDatasets,
  modelsNaming,
  type DatasetLink,
} from './operations/linkDatasets';
import { markDuplicates } from './operations/markDuplicates';
import { modelsWithSchedule } from './operations/modelsWithSchedule';
import { orphanRevisions } from './operations/orphanRevisions';
import { putVersion } from './operations/putVersion';
import { renameRepository } from './operations/renameRepository';

export type NewRevision = {
  readonly commit: Commit;
  readonly ordinal: number;
  readonly manifest: Manifest;
  readonly files: Readonly<Record<string, string>>;
  readonly byteDigest: string;
  /** Arrived after the asset was first synced. */
  readonly pushed: boolean;
  readonly problems: readonly FileProblem[];
};

export type AssetDeclaration = {
  readonly id: string;
  readonly kind: 'dataset' | 'model';
  readonly name: string;
  readonly sourceId: string;
  readonly repository: string;
  readonly path: string;
  readonly entityRef: string;
  readonly adopted: boolean;
  readonly owner: string;
  readonly manifest: Manifest;
  readonly card?: string;
  readonly headCommit: string;
  /** Words of title, description and tags. */
  readonly search: string;
  readonly folder: string;
  readonly paths: readonly string[];
  readonly system?: string;
  readonly registration?: Registration;
  readonly warnings: readonly FileProblem[];
  readonly retain: boolean;
  readonly archived: boolean;
  /** Data sets that a model names. */
  readonly datasets: readonly DatasetLink[];
};

const IN_SYNC = 'What is shown is what git declares.';
/** An asset at or over this needs somebody's attention. */
const NEEDS_ATTENTION = 2;

/** Assets, revisions and versions as git declares them. All of it can be rebuilt from git. */
export class AssetStore {
  constructor(private readonly knex: Knex) {}

  async declare(declaration: AssetDeclaration): Promise<void> {
    const row = {
      id: declaration.id,
      kind: declaration.kind,
      name: declaration.name,
      source_id: declaration.sourceId,
      repository: declaration.repository,
      path: declaration.path,
      entity_ref: declaration.entityRef,
      adopted: declaration.adopted,
      owner: declaration.owner,
      manifest: JSON.stringify(declaration.manifest),
      card: declaration.card ?? null,
      head_commit: declaration.headCommit,
      sync_status: 'Synced',
      sync_reason: IN_SYNC,
      sync_commit: declaration.headCommit,
      synced_at: Date.now(),
      problems: '[]',
      folder: declaration.folder,
      paths: JSON.stringify(declaration.paths),
      system: declaration.system ?? null,
      stages: registrationText(declaration.registration),
      warnings:
        declaration.warnings.length > 0
          ? JSON.stringify(declaration.warnings)
          : null,
      retain: declaration.retain,
      archived: declaration.archived,
      search: [
        declaration.name,
        declaration.repository,
        declaration.owner,
        declaration.search,
      ]
        .join(' ')
        .toLowerCase(),
    };
    await this.knex('assets')
      .insert({
        ...row,
        health_status: 'Progressing',
        health_reason: 'Its files are being read for the first time.',
        attention: attentionOf('Synced', 'Progressing'),
      })
      .onConflict('id')
      .merge(row);
    await putTraits(this.knex, declaration.id, declaration.manifest);
    await linkDatasets(this.knex, declaration.id, declaration.datasets);
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

  async setRegistration(
    assetId: string,
    registration: Registration | undefined,
  ): Promise<void> {
    await this.knex('assets')
      .where({ id: assetId })
      .update({ stages: registrationText(registration) });
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
    const ids = await modelsNaming(this.knex, dataset);
    return this.getMany(ids, scope);
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

  async setHealth(
    asset: Asset,
    status: HealthStatus,
    reason: string,
  ): Promise<void> {
    await this.knex('assets')
      .where({ id: asset.id })
      .update({
        health_status: status,
        health_reason: reason,
        attention: attentionOf(asset.sync.status, status),
      });
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

  async addRevision(assetId: string, revision: NewRevision): Promise<void> {
    const known = await this.knex<RevisionRow>('revisions')
      .where({ asset_id: assetId, byte_digest: revision.byteDigest })
      .whereNotNull('version_id')
      .first();
    await this.knex('revisions')
      .insert({
        asset_id: assetId,
        commit: revision.commit.sha,
        ordinal: revision.ordinal,
        details: JSON.stringify(revision.commit),
        manifest: JSON.stringify(revision.manifest),
        files: JSON.stringify(revision.files),
        byte_digest: revision.byteDigest,
        version_id: known?.version_id ?? null,
        pushed: revision.pushed,
        problems: JSON.stringify(revision.problems),
      })
      .onConflict(['asset_id', 'commit'])
      .merge({ orphaned: false, ordinal: revision.ordinal });
  }

  /** All revisions with these bytes have this content: one version, however often it is asked. */
  async attachVersion(
    assetId: string,
    byteDigest: string,
    digest: string,
    facts: VersionFacts,
  ): Promise<string> {
    const revisions = this.knex<RevisionRow>('revisions').where({
      asset_id: assetId,
      byte_digest: byteDigest,
    });
    const first = await revisions.clone().orderBy('ordinal').first();
    const id = await putVersion(this.knex, {
      assetId,
      digest,
      facts,
      pushed: Boolean(first?.pushed),
      replaces: first?.version_id ?? undefined,
    });
    await revisions.clone().update({ version_id: id });
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
    const row = await this.knex<AssetRow>('assets')
      .where({ kind: 'model' })
      .whereIn('name', [name, name.split('/').at(-1)!])
      .orderBy('id')
      .first();
    return row && toAsset(row);
  }

  async hasRevision(assetId: string, commit: string): Promise<boolean> {
    const row = await this.knex('revisions')
      .where({ asset_id: assetId, commit, orphaned: false })
      .first();
    return row !== undefined;
  }

  /** The newest revision that is on the branch. */
  async lastRevision(assetId: string): Promise<
    | {
        ordinal: number;
        manifest: Manifest;
        files: Readonly<Record<string, string>>;
      }
    | undefined
  > {
    const newest = this.knex<RevisionRow>('revisions')
      .where({ asset_id: assetId })
      .orderBy('ordinal', 'desc');
    const [last, onBranch] = await Promise.all([
      newest.clone().first(),
      newest.clone().where({ orphaned: false }).first(),
    ]);
    if (!last) return undefined;
    const row = onBranch ?? last;
    return {
      ordinal: last.ordinal,
      // Nothing on the branch looks like what a force-push took away.
      manifest: onBranch ? JSON.parse(row.manifest) : ({} as Manifest),
      files: onBranch ? JSON.parse(row.files) : {},
    };
  }

  async listRevisionsWithoutVersion(assetId: string): Promise<RevisionRow[]> {
    return this.knex<RevisionRow>('revisions')
      .where({ asset_id: assetId, orphaned: false })
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

  /** Also those that a force-push took away. */
  async listRevisions(assetId: string): Promise<RevisionRow[]> {
    return this.knex<RevisionRow>('revisions')
      .where({ asset_id: assetId })
      .orderBy('ordinal');
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
    const byVersion = new Map<string, RevisionRow[]>();
    for (const revision of revisions) {
      const known = byVersion.get(revision.version_id!);
      if (known) known.push(revision);
      else byVersion.set(revision.version_id!, [revision]);
    }
    const found = new Map<string, Version[]>();
    for (const row of versions) {
      const version = toVersion(row, byVersion.get(row.id) ?? []);
      if (!version) continue;
      const known = found.get(row.asset_id);
      if (known) known.push(version);
      else found.set(row.asset_id, [version]);
    }
    for (const list of found.values())
      list.sort((a, b) => a.ordinal - b.ordinal);
    return found;
  }

  async getVersion(id: string): Promise<Version | undefined> {
    const row = await this.knex<VersionRow>('versions').where({ id }).first();
    if (!row) return undefined;
    const revisions = await this.knex<RevisionRow>('revisions')
      .where({ version_id: id })
      .orderBy('ordinal');
    return toVersion(row, revisions);
  }

  /** The version of the newest revision; undefined while that is still being read. */
  async headVersion(assetId: string): Promise<Version | undefined> {
    const head = await this.knex<RevisionRow>('revisions')
      .where({ asset_id: assetId, orphaned: false })
      .orderBy('ordinal', 'desc')
      .first();
    return head?.version_id ? this.getVersion(head.version_id) : undefined;
  }
}

function attentionOf(sync: SyncStatus, health: HealthStatus): number {
  if (health === 'Missing') return 4;
  if (health === 'Degraded') return 3;
  if (sync !== 'Synced') return 2;
  return health === 'Progressing' ? 1 : 0;
}

function registrationText(
  registration: Registration | undefined,
): string | null {
  return registration ? JSON.stringify(registration) : null;
}
