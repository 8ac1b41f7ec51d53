import type {
  AssetDetail,
  AssetEntity,
  AssetEntityList,
  AssetList,
  AssetSummary,
  AssetVersion,
  Column,
} from '@greenroom/backstage-plugin-greenroom-common';
import { NotFoundError } from '@backstage/errors';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { type DatasetManifest, type DeclaredColumn } from '@greenroom/manifest';
import type { AnalysisStore } from '../analysis/AnalysisStore';
import type { RunStore, RunWithJob } from '../analysis/RunStore';
import { isoTime } from '../jobs/JobRow';
import { ALL_ASSETS, type AssetScope } from '../permissions/AssetScope';
import type { Asset } from './Asset';
import type { AssetStore } from './AssetStore';
import { annotationsFor } from '../sync/adoptedEntity';
import type { DeploymentStore } from '../sync/DeploymentStore';
import type { RepositoryStore } from '../sync/RepositoryStore';
import { declaredFields } from './declaredFields';
import { type AssetFacts, loadFacts } from './loadFacts';
import { duplicateProblems, shadowedBy } from './duplicates';
import { guidelineOf } from './guidelineOf';
import { nextStep } from './nextStep';
import { type AssetName, datasetNames } from './operations/findNamed';
import { type NamingModel, versionMetrics } from './versionMetrics';
import { versionView } from './versionView';

/** So many versions make the trend beside a name. */
const TREND_VERSIONS = 12;
/** Figures of so many models are looked up for a time line. */
const NAMING_MODELS = 20;

/** What a person sees of assets and versions, put together from what the rooms know. */
export class AssetViews {
  constructor(
    private readonly rooms: {
      sources: ReadonlyMap<string, Source>;
      assets: AssetStore;
      deployments: DeploymentStore;
      runs: RunStore;
      analyses: AnalysisStore;
      repositories: RepositoryStore;
    },
  ) {}

  /** What catalog entities are made of, by id, a page after the other. */
  async entities(query: {
    ids?: readonly string[];
    after: string;
    limit: number;
    scope?: AssetScope;
  }): Promise<AssetEntityList> {
    const { assets } = this.rooms;
    const ids = query.ids ?? (await assets.listIds(query.after, query.limit));
    const found = await assets.getMany(ids, query.scope);
    const datasetsOf = await this.#findDatasets(found);
    return {
      items: found.map(asset => this.#entity(asset, datasetsOf(asset))),
      nextAfter:
        !query.ids && ids.length === query.limit ? ids.at(-1) : undefined,
    };
  }

  #entity(asset: Asset, datasets: readonly Asset[]): AssetEntity {
    const { manifest, headCommit } = asset;
    return {
      id: asset.id,
      kind: asset.kind,
      title: manifest.title ?? asset.name,
      description: manifest.description,
      owner: asset.owner,
      system: asset.system,
      entityRef: asset.entityRef,
      adopted: asset.adopted,
      archived: asset.archived,
      deprecated: asset.registration?.deprecated ?? false,
      shadowedBy: shadowedBy(asset),
      repository: asset.repository,
      path: asset.path,
      url:
        headCommit &&
        this.rooms.sources
          .get(asset.sourceId)
          ?.commitUrl(asset.repository, headCommit),
      task: manifest.task,
      tags: [...(manifest.tags ?? [])],
      dependsOnEntities: entityRefsOf(datasets),
    };
  }

  async list(query: {
    kind?: 'dataset' | 'model';
    owner?: string;
    search?: string;
    attention?: boolean;
    limit: number;
    offset: number;
    scope?: AssetScope;
  }): Promise<AssetList> {
    const { items, total } = await this.rooms.assets.list(query);
    const end = query.offset + items.length;
    return {
      items: await this.#summaries(items),
      total,
      counts: await this.rooms.assets.count(query.scope),
      nextCursor: end < total ? String(end) : undefined,
    };
  }

  async detail(
    asset: Asset,
    allowed: AssetDetail['allowed'],
    /** Of what else it may tell. */
    scope: AssetScope = ALL_ASSETS,
  ): Promise<AssetDetail> {
    const summary = await this.summary(asset);
    const { manifest } = asset;
    return {
      ...summary,
      license: manifest.license,
      warnings: [...asset.warnings],
      origins: this.#originsOf(asset),
      declared: declaredFields(manifest),
      ...(manifest.kind === 'Dataset' && manifest.collect
        ? { requests: manifest.collect.length }
        : {}),
      registration: asset.registration,
      deployments: (await this.#deploymentsOf(asset)).map(
        ({
          name,
          namespace,
          repository,
          storageUri,
          version,
          url,
          commit,
        }) => ({
          name,
          namespace,
          repository,
          storageUri,
          version,
          url,
          commit,
        }),
      ),
      cardMarkdown: asset.card,
      classes: manifest.classes,
      guideline: guidelineOf(asset, this.rooms.sources.get(asset.sourceId)),
      columns: manifest.kind === 'Dataset' ? columnsOf(manifest) : undefined,
      dependsOn: await this.#dependsOn(asset, scope),
      usedBy: await this.#usedBy(asset, scope),
      allowed,
      nextStep: nextStep(summary),
    };
  }

  async get(assetId: string): Promise<Asset> {
    const asset = await this.rooms.assets.get(assetId);
    if (!asset)
      throw new NotFoundError(
        `No asset ${assetId}. It may have been removed from git.`,
      );
    return asset;
  }

  async getByEntity(entityRef: string): Promise<Asset> {
    const asset = await this.rooms.assets.findByEntity(entityRef);
    if (!asset) throw new NotFoundError(`No asset stands behind ${entityRef}.`);
    return asset;
  }

  /** Newest first. */
  async versions(
    asset: Asset,
    scope: AssetScope = ALL_ASSETS,
  ): Promise<AssetVersion[]> {
    const facts = await loadFacts(this.rooms, [asset]);
    const versions = facts.versions.get(asset.id) ?? [];
    const [tags, models] = await Promise.all([
      this.rooms.repositories.tagsOf(asset.sourceId, asset.repository),
      this.#modelsOf(asset, scope),
    ]);
    const views = versions.map((version, i) => ({
      ...versionView(asset, version, versions[i - 1], facts),
      tags: version.commits.flatMap(commit => tags.get(commit) ?? []),
      ...(asset.kind === 'dataset'
        ? { metrics: versionMetrics(version, models) }
        : {}),
    }));
    return views.reverse();
  }

  /** Models that name a data set, with what is needed to tell how they do on it. */
  async #modelsOf(asset: Asset, scope: AssetScope): Promise<NamingModel[]> {
    if (asset.kind !== 'dataset') return [];
    const { assets, runs } = this.rooms;
    const models = await assets.listModelsNaming(asset, scope);
    return Promise.all(
      models.slice(0, NAMING_MODELS).map(async model => ({
        asset: model,
        versions: await assets.listVersions(model.id),
        runs: await runs.list({ modelAssetId: model.id }),
      })),
    );
  }

  async summary(asset: Asset): Promise<AssetSummary> {
    return (await this.#summaries([asset]))[0];
  }

  async #summaries(assets: readonly Asset[]): Promise<AssetSummary[]> {
    const facts = await loadFacts(this.rooms, assets, TREND_VERSIONS);
    return Promise.all(assets.map(asset => this.#summary(asset, facts)));
  }

  async #summary(asset: Asset, facts: AssetFacts): Promise<AssetSummary> {
    const { manifest } = asset;
    const versions = facts.versions.get(asset.id) ?? [];
    const runs = facts.runs.get(asset.id) ?? [];
    const views = versions.map((version, i) =>
      versionView(asset, version, versions[i - 1], facts),
    );
    const head = views.at(-1);
    const figures = views.flatMap(view =>
      asset.kind === 'dataset' ? view.labelsOk ?? [] : view.accuracy ?? [],
    );
    const newest = figures.at(-1);
    const lastRun = lastTelling(runs);
    return {
      id: asset.id,
      kind: asset.kind,
      name: asset.name,
      title: manifest.title ?? asset.name,
      description: manifest.description,
      owner: asset.owner,
      entityRef: asset.entityRef,
      adopted: asset.adopted,
      repository: asset.repository,
      path: asset.path,
      url: head?.commit.url,
      sync: asset.sync,
      health: asset.health,
      problems: [...asset.problems, ...duplicateProblems(asset)],
      formats: [...manifest.formats],
      system: asset.system,
      drift: [...asset.drift],
      archived: asset.archived,
      shadowedBy: shadowedBy(asset),
      dependsOnEntities: entityRefsOf(await this.#datasetsOf(asset)),
      version: head,
      quality: newest && {
        name: asset.kind === 'dataset' ? 'labels that look right' : 'accuracy',
        figure: newest,
        trend: figures.map(figure => figure.value),
      },
      lastRun: lastRun && {
        id: lastRun.id,
        state: lastRun.job.state,
        finishedAt: isoTime(lastRun.job.finished_at),
        gate: gateOf(lastRun),
      },
      task: manifest.task,
      tags: [...(manifest.tags ?? [])],
    };
  }

  async #dependsOn(
    asset: Asset,
    scope: AssetScope,
  ): Promise<AssetDetail['dependsOn']> {
    const ids = (await this.#datasetsOf(asset)).map(({ id }) => id);
    return distinct(await this.rooms.assets.getMany(ids, scope));
  }

  async #datasetsOf(asset: Asset): Promise<Asset[]> {
    return (await this.#findDatasets([asset]))(asset);
  }

  /** Looks up what models name. */
  async #findDatasets(
    some: readonly Asset[],
  ): Promise<(asset: Asset) => Asset[]> {
    const datasetOf = await this.rooms.assets.findDatasets(
      some.flatMap(namesOf),
    );
    return asset => namesOf(asset).flatMap(name => datasetOf(name) ?? []);
  }

  async #usedBy(
    asset: Asset,
    scope: AssetScope,
  ): Promise<AssetDetail['usedBy']> {
    if (asset.kind !== 'dataset') return [];
    return distinct(await this.rooms.assets.listModelsNaming(asset, scope));
  }

  #deploymentsOf(asset: Asset) {
    if (asset.kind !== 'model') return [];
    return this.rooms.deployments.listOf([
      ...annotationsFor(asset),
      asset.name,
    ]);
  }

  /** Where each field was said, with a link to the line. */
  #originsOf(asset: Asset): AssetDetail['origins'] {
    const source = this.rooms.sources.get(asset.sourceId);
    return Object.fromEntries(
      Object.entries(asset.manifest.origins).map(([field, origin]) => [
        field.slice(1),
        {
          ...origin,
          url: source?.fileUrl(
            asset.repository,
            asset.headCommit ?? 'HEAD',
            origin.path,
            origin.line,
          ),
        },
      ]),
    );
  }
}

function distinct(
  assets: readonly Asset[],
): { assetId: string; name: string }[] {
  const byId = new Map(assets.map(asset => [asset.id, asset.name]));
  return [...byId].map(([assetId, name]) => ({ assetId, name }));
}

/** Of the runs on the newest versions the one that a gate judges, else the newest. */
function lastTelling(runs: readonly RunWithJob[]): RunWithJob | undefined {
  const [newest] = runs;
  return (
    runs.find(
      run =>
        run.model_version_id === newest.model_version_id &&
        run.dataset_version_id === newest.dataset_version_id &&
        (run.result?.gates.length ?? 0) > 0,
    ) ?? newest
  );
}

function gateOf(run: RunWithJob): 'passed' | 'failed' | 'none' {
  const gates = run.result?.gates ?? [];
  if (gates.length === 0) return 'none';
  return gates.every(gate => gate.passed) ? 'passed' : 'failed';
}

/** The entities of the data sets that a model depends on. */
function entityRefsOf(assets: readonly Asset[]): string[] {
  return [...new Set(assets.map(({ entityRef }) => entityRef))].sort();
}

/** Data sets that a model names. */
function namesOf({ manifest }: Asset): AssetName[] {
  return manifest.kind === 'Model' ? datasetNames(manifest) : [];
}

/** The declared columns with the part each plays. */
export function columnsOf(manifest: DatasetManifest): Column[] {
  const roles = new Map<string | undefined, Column['role']>([
    [manifest.annotator, 'annotator'],
    [manifest.split, 'split'],
    [manifest.label, 'label'],
    [manifest.key, 'key'],
  ]);
  return (manifest.columns ?? []).map(column => ({
    name: column.name,
    type: column.type ?? column.declaredType ?? 'unknown',
    role: roles.get(column.name) ?? roleByType(column),
    personal: Boolean(column.personal),
    description: column.description,
  }));
}

function roleByType({ type, slice }: DeclaredColumn): Column['role'] {
  if (type === 'image' || type === 'text') return type;
  return slice ? 'feature' : 'meta';
}
