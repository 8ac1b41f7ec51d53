import {
  datasetLinks,
  isLabelled,
  isRunnable,
  isServed,
  isTabular,
  type Manifest,
  type ModelManifest,
} from '@greenroom/manifest';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import { inPages } from '../database/inPages';
import type { JobBroker } from '../jobs/JobBroker';
import { endedBadly } from '../jobs/JobRow';
import type { JobStore } from '../jobs/JobStore';
import {
  type Asset,
  isRead,
  isStale,
  type RevisionRow,
  type Version,
  type VersionFacts,
} from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { driftOf } from '../registry/driftOf';
import { annotationsFor } from '../sync/adoptedEntity';
import { isReadable } from '../sync/assetFiles';
import { predictionPaths } from '../sync/contentPaths';
import type { DeploymentStore } from '../sync/DeploymentStore';
import { askForTraining } from '../training/askForTraining';
import type { RetrainingStore } from '../training/RetrainingStore';
import { askAboutVersions } from './askAboutVersions';
import { askForLabels } from './askForLabels';
import { askForRuns, isOnnx } from './askForRuns';
import { askForVerdicts } from './askForVerdicts';
import type { AnalysisStore } from './AnalysisStore';
import { healthOf } from './healthOf';
import { contentQuestions } from './questions';
import type { RunStore } from './RunStore';

/** What people look at beside an asset; whether it is fit for use does not wait for it. */
const KINDS_BESIDE = [
  'comparison',
  'drift',
  'leakage',
  'derived',
  'blame',
  'attribution',
  'run-comparison',
  'plan',
  'served-plan',
  'plan-check',
];
/** Assets reconciled at a time when all of them are. */
const PAGE = 100;
/** Unsettled assets that one pass takes up; the next takes the next. */
const UNSETTLED = 200;

function isReadableRevision(asset: Asset, revision: RevisionRow): boolean {
  return isReadable(
    asset.path,
    JSON.parse(revision.manifest) as Manifest,
    JSON.parse(revision.files) as Record<string, string>,
  );
}

/** What a manifest declares of a version whose rows nobody reads here. */
function declaredFacts(manifest: Manifest): VersionFacts {
  const splits =
    manifest.kind === 'Dataset'
      ? (manifest.splits ?? []).flatMap(({ name, rows }) =>
          rows === undefined ? [] : [[name, rows] as const],
        )
      : [];
  return {
    semver: manifest.version,
    ...(splits.length > 0
      ? {
          splits: Object.fromEntries(splits),
          rows: splits.reduce((sum, [, rows]) => sum + rows, 0),
        }
      : {}),
  };
}

/** Somebody says how its rows are read, how it is run, or what it said. */
function isAnalysed({ manifest }: Asset): boolean {
  return (
    isTabular(manifest) ||
    isRunnable(manifest) ||
    isServed(manifest) ||
    (manifest.kind === 'Model' && predictionPaths(manifest).length > 0)
  );
}

/**
 * Asks every question that git's declarations raise and that has no answer
 * yet. It may be called at any time and any number of times: a question that
 * was asked is the job that is there.
 */
export class Reconciler {
  constructor(
    private readonly rooms: {
      sources: ReadonlyMap<string, Source>;
      assets: AssetStore;
      deployments: DeploymentStore;
      runs: RunStore;
      analyses: AnalysisStore;
      retrainings: RetrainingStore;
      jobs: JobStore;
      broker: JobBroker;
      /** Has it written down where the versions of these come from. */
      record(assetIds: readonly string[]): Promise<void>;
      /** Tells catalog and pages that these assets changed. */
      changed(assetIds: readonly string[]): Promise<void>;
    },
  ) {}

  /** Everything, a page at a time: what a new engine asks anew, and what nobody noticed. */
  async reconcileAll(): Promise<void> {
    let after = '';
    for (;;) {
      const ids = await this.rooms.assets.listIds(after, PAGE);
      if (ids.length === 0) return;
      await this.reconcile(ids);
      after = ids.at(-1)!;
    }
  }

  /** What a crash or a lost event left half done. */
  async reconcileUnsettled(): Promise<void> {
    const ids = await this.rooms.assets.listUnsettled(UNSETTLED);
    if (ids.length > 0) await this.read(ids);
  }

  /** After git, or the content of a version, was read. */
  async read(assetIds: readonly string[]): Promise<void> {
    for (const page of inPages(assetIds, PAGE))
      await this.#reconcileSome(page, { read: page });
  }

  /** After anything else: where things come from is as it was. */
  async reconcile(assetIds: readonly string[]): Promise<void> {
    for (const page of inPages(assetIds, PAGE))
      await this.#reconcileSome(page, { read: [] });
  }

  async #reconcileSome(
    assetIds: readonly string[],
    { read }: { read: readonly string[] },
  ): Promise<void> {
    const touched = await this.#withNeighbours(
      await this.rooms.assets.getMany(assetIds),
    );
    const unread: (readonly [Asset, readonly RevisionRow[]])[] = [];
    for (const asset of touched)
      unread.push([asset, await this.#unread(asset)]);
    const attached: string[] = [];
    for (const [asset, revisions] of unread)
      if (await this.#attachBytes(asset, revisions)) attached.push(asset.id);
    const told = [...new Set([...read, ...attached])];
    if (told.length > 0) await this.rooms.record(told);
    for (const [asset, revisions] of unread) {
      await this.#askForContent(asset, revisions);
      if (!isAnalysed(asset)) continue;
      if (asset.kind === 'dataset') await askAboutVersions(this.rooms, asset);
      else {
        await askForRuns(this.rooms, asset);
        await askForVerdicts(this.rooms, asset);
      }
    }
    for (const asset of touched) {
      if (asset.kind === 'model') await askForTraining(this.rooms, asset);
      else if (isAnalysed(asset) && isLabelled(asset.manifest))
        await askForLabels(this.rooms, asset);
    }
    for (const asset of touched) await this.#judge(asset);
    await this.rooms.changed([
      ...new Set([...assetIds, ...touched.map(({ id }) => id)]),
    ]);
  }

  /** Runs link models and data sets: a change of one raises questions about the other. */
  async #withNeighbours(assets: readonly Asset[]): Promise<Asset[]> {
    const touched = new Map(assets.map(asset => [asset.id, asset]));
    for (const asset of assets) {
      const neighbours =
        asset.kind === 'model'
          ? await this.#datasetsOf(asset)
          : await this.rooms.assets.listModelsNaming(asset);
      for (const neighbour of neighbours) {
        if (!touched.has(neighbour.id)) touched.set(neighbour.id, neighbour);
      }
    }
    return [...touched.values()];
  }

  async #datasetsOf(model: Asset): Promise<Asset[]> {
    const found = await Promise.all(
      datasetLinks(model.manifest as ModelManifest).map(
        ({ dataset, repository }) =>
          this.rooms.assets.findDataset(dataset, repository),
      ),
    );
    return found.flatMap(dataset => dataset ?? []);
  }

  /** Where rows are elsewhere, or nobody says how to read them, the bytes are the version. Tells whether there were any. */
  async #attachBytes(
    asset: Asset,
    unread: readonly RevisionRow[],
  ): Promise<boolean> {
    const { assets } = this.rooms;
    const bytes = unread.filter(
      revision => !revision.version_id && !isReadableRevision(asset, revision),
    );
    for (const revision of bytes)
      await assets.attachVersion(
        asset.id,
        revision.byte_digest,
        `bytes:${revision.byte_digest}`,
        declaredFacts(JSON.parse(revision.manifest)),
      );
    return bytes.length > 0;
  }

  async #askForContent(
    asset: Asset,
    unread: readonly RevisionRow[],
  ): Promise<void> {
    const { analyses, broker } = this.rooms;
    const readable = unread.filter(revision =>
      isReadableRevision(asset, revision),
    );
    for (const question of contentQuestions(asset, readable)) {
      const job = await broker.ask(question);
      await analyses.point(
        'content',
        `${asset.id}@${question.payload.byteDigest}`,
        job.id,
      );
    }
  }

  /** Revisions that nobody read, and those that an engine of before read: their last good version stays meanwhile. */
  async #unread(asset: Asset): Promise<RevisionRow[]> {
    const { assets } = this.rooms;
    const stale = (await assets.listVersions(asset.id)).filter(isStale);
    return [
      ...(await assets.listRevisionsOfVersions(stale.map(({ id }) => id))),
      ...(await assets.listRevisionsWithoutVersion(asset.id)),
    ];
  }

  /** What is pinned or served elsewhere, against what the manifest declares. */
  async #compare(asset: Asset): Promise<void> {
    const { assets, deployments, sources } = this.rooms;
    const { manifest } = asset;
    if (manifest.kind !== 'Model') return;
    const link = manifest.trainedOn;
    const dataset =
      link && (await assets.findDataset(link.dataset, link.repository));
    const drift = driftOf({
      asset,
      head: await assets.headVersion(asset.id),
      dataset,
      datasetVersions: dataset ? await assets.listVersions(dataset.id) : [],
      deployments: await deployments.listOf([
        ...annotationsFor(asset),
        asset.name,
      ]),
      fileUrl: (path, line) =>
        sources
          .get(asset.sourceId)
          ?.fileUrl(asset.repository, asset.headCommit ?? 'HEAD', path, line) ??
        '',
    });
    if (JSON.stringify(drift) !== JSON.stringify(asset.drift)) {
      await assets.setDrift(asset.id, drift);
    }
  }

  async #judge(touched: Asset): Promise<void> {
    const { assets, analyses, jobs, runs } = this.rooms;
    await this.#compare(touched);
    const asset = (await assets.get(touched.id)) ?? touched;
    const newest = (await this.#unread(asset)).at(-1);
    const content =
      newest &&
      (await analyses.job('content', `${asset.id}@${newest.byte_digest}`));
    const versions: Version[] = await assets.listVersions(asset.id);
    const head = versions.at(-1);
    const { status, reason } = healthOf({
      asset,
      hasVersion: head !== undefined,
      isRead:
        head !== undefined &&
        (isRead(head) || isOnnx(head) || isServed(head.manifest)),
      openJobs: await jobs.countOpen(asset.id, KINDS_BESIDE),
      contentError:
        content && endedBadly(content) ? content.error ?? undefined : undefined,
      runs:
        asset.kind === 'model' && head
          ? (await runs.list({ modelAssetId: asset.id })).filter(
              run => run.model_version_id === head.id,
            )
          : [],
    });
    await assets.setHealth(asset, status, reason);
  }
}
