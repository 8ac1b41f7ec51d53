import {
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
import type { JobStore } from '../jobs/JobStore';
import type { Asset, RevisionRow, VersionFacts } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { ReadContent } from '../registry/operations/attachVersions';
import { datasetNames } from '../registry/operations/findNamed';
import { isReadable } from '../sync/assetFiles';
import { predictionPaths } from '../sync/contentPaths';
import type { DeploymentStore } from '../sync/DeploymentStore';
import { askForTraining } from '../training/askForTraining';
import type { RetrainingStore } from '../training/RetrainingStore';
import { askAboutVersions } from './askAboutVersions';
import { askForLabels } from './askForLabels';
import { askForRuns } from './askForRuns';
import { askForVerdicts } from './askForVerdicts';
import type { AnalysisStore } from './AnalysisStore';
import { judgeHealth } from './judgeHealth';
import { noteDrift } from './noteDrift';
import { contentQuestions } from './questions';
import type { RunStore } from './RunStore';
import { unreadRevisions } from './unreadRevisions';

/** Assets reconciled at a time: each may have a thousand revisions, with a manifest each. */
const PAGE = 25;
/** Neighbours looked up at a time: below what either database takes in one statement. */
const NEIGHBOURS = 500;
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

function contentOfBytes(revision: RevisionRow): ReadContent {
  return {
    assetId: revision.asset_id,
    byteDigest: revision.byte_digest,
    digest: `bytes:${revision.byte_digest}`,
    facts: declaredFacts(JSON.parse(revision.manifest)),
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
    const attached: string[] = [];
    const readable = new Map<string, readonly RevisionRow[]>();
    for (const page of inPages(touched, PAGE)) {
      const unread = await unreadRevisions(
        this.rooms.assets,
        page.map(({ id }) => id),
      );
      attached.push(...(await this.#attachBytes(page, unread)));
      for (const asset of page)
        readable.set(
          asset.id,
          (unread.get(asset.id) ?? []).filter(revision =>
            isReadableRevision(asset, revision),
          ),
        );
    }
    const told = [...new Set([...read, ...attached])];
    if (told.length > 0) await this.rooms.record(told);
    for (const asset of touched) {
      await this.#askForContent(asset, readable.get(asset.id)!);
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
    for (const page of inPages(touched, PAGE)) {
      await noteDrift(this.rooms, page);
      await judgeHealth(
        this.rooms,
        page.map(({ id }) => id),
      );
    }
    await this.rooms.changed([
      ...new Set([...assetIds, ...touched.map(({ id }) => id)]),
    ]);
  }

  /** Runs link models and data sets: a change of one raises questions about the other. */
  async #withNeighbours(some: readonly Asset[]): Promise<Asset[]> {
    const { assets } = this.rooms;
    const touched = new Map(some.map(asset => [asset.id, asset]));
    const names = some.flatMap(({ kind, manifest }) =>
      kind === 'model' ? datasetNames(manifest as ModelManifest) : [],
    );
    const datasetOf = await assets.findDatasets(names);
    for (const name of names) {
      const dataset = datasetOf(name);
      if (dataset && !touched.has(dataset.id)) touched.set(dataset.id, dataset);
    }
    const naming = await assets.listIdsNaming(
      some.filter(({ kind }) => kind === 'dataset'),
    );
    const fresh = naming.filter(id => !touched.has(id));
    for (const page of inPages(fresh, NEIGHBOURS))
      for (const model of await assets.getMany(page))
        touched.set(model.id, model);
    return [...touched.values()];
  }

  /**
   * Where rows are elsewhere, or nobody says how to read them, the bytes are the version.
   *
   * @returns ids of the assets for which there were any
   */
  async #attachBytes(
    some: readonly Asset[],
    unread: ReadonlyMap<string, readonly RevisionRow[]>,
  ): Promise<string[]> {
    const bytes = some.flatMap(asset =>
      (unread.get(asset.id) ?? []).filter(
        revision =>
          !revision.version_id && !isReadableRevision(asset, revision),
      ),
    );
    if (bytes.length === 0) return [];
    await this.rooms.assets.attachVersions(bytes.map(contentOfBytes));
    return [...new Set(bytes.map(({ asset_id }) => asset_id))];
  }

  async #askForContent(
    asset: Asset,
    readable: readonly RevisionRow[],
  ): Promise<void> {
    const { analyses, broker } = this.rooms;
    for (const question of contentQuestions(asset, readable)) {
      const job = await broker.ask(question);
      await analyses.point(
        'content',
        `${asset.id}@${question.payload.byteDigest}`,
        job.id,
      );
    }
  }
}
