import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  DriftAgainst,
  VersionComparison,
  VersionDrift,
  VersionLeakage,
  VersionProfile,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import { readJson } from '../artifacts/readJson';
import type { JobDesk } from '../jobs/JobDesk';
import { type JobRow, toJobStatus } from '../jobs/JobRow';
import type { JobQuestion } from '../jobs/JobKind';
import { type Asset, isRead, type Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { RowsRoom } from '../rows/RowsRoom';
import { type AnalysisStore, driftOfVersion, pairOf } from './AnalysisStore';
import type {
  ComparisonResult,
  DriftResult,
  LeakageResult,
} from './AnalysisStore';
import { askForLeakage } from './askForLeakage';
import { driftSides, type DriftSides } from './driftSides';
import { PRIORITIES } from './questions';
import { comparisonQuestion, driftQuestion } from './versionQuestions';
import { releaseOf } from './releaseOf';

/** What is known of versions of data sets; what nobody asked before is asked now. */
export class VersionViews {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      analyses: AnalysisStore;
      artifacts: ArtifactStore;
      desk: JobDesk;
      rows: Pick<RowsRoom, 'masks' | 'leaks'>;
    },
  ) {}

  async profile(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<VersionProfile> {
    const { artifacts, rows: door } = this.rooms;
    const version = await this.#version(versionId);
    const { profileArtifact, rows } = version.facts;
    if (!profileArtifact || !isRead(version)) {
      const job = await this.#contentJob(version);
      return {
        versionId,
        ...(job ? { job: toJobStatus(job) } : {}),
        columns: [],
        splits: [],
        masked: [],
      };
    }
    const profile = await readJson<Pick<VersionProfile, 'columns' | 'splits'>>(
      artifacts,
      profileArtifact,
    );
    return {
      versionId,
      rows,
      ...(await door.masks.profile(profile, versionId, credentials)),
    };
  }

  async compare(
    fromId: string,
    toId: string,
    credentials: BackstageCredentials,
  ): Promise<VersionComparison> {
    const { masks } = this.rooms.rows;
    const from = await this.#readVersion(fromId);
    const to = await this.#readVersion(toId);
    if (from.assetId !== to.assetId || from.id === to.id)
      throw new InputError(
        'Two versions of one data set can be compared. Choose two of the same.',
      );
    const asset = await this.#asset(to);
    const job = await this.#ask(
      'comparison',
      pairOf(from.id, to.id),
      comparisonQuestion(asset, from, to),
    );
    const view = { from: from.id, to: to.id, job: toJobStatus(job) };
    if (job.state !== 'succeeded') return view;
    const seen = await masks.comparison(
      JSON.parse(job.result!) as ComparisonResult,
      [from.id, to.id],
      credentials,
    );
    const { matchedBy, rows, columns, cells, labelTransitions } = seen;
    return {
      ...view,
      comparison: {
        matchedBy,
        rows,
        columns,
        cells,
        labelTransitions,
        release: releaseOf(seen, from, to),
      },
    };
  }

  async drift(
    versionId: string,
    against: DriftAgainst,
    credentials: BackstageCredentials,
  ): Promise<VersionDrift> {
    const version = await this.#readVersion(versionId);
    const sides = await driftSides(this.rooms.assets, version, against);
    const job = await this.#ask(
      'drift',
      driftOfVersion(version.id, against),
      driftQuestion(await this.#asset(version), version, against, sides),
    );
    const result =
      job.state === 'succeeded'
        ? (JSON.parse(job.result!) as DriftResult)
        : undefined;
    return {
      versionId,
      against,
      job: toJobStatus(job),
      ...(result?.remark ? { remark: result.remark } : {}),
      ...(await this.rooms.rows.masks.drift(
        result?.columns,
        versionsIn(sides, versionId),
        credentials,
      )),
    };
  }

  async leakage(
    versionId: string,
    page: { readonly offset: number; readonly limit: number },
    credentials: BackstageCredentials,
  ): Promise<VersionLeakage> {
    const { analyses, rows } = this.rooms;
    const version = await this.#readVersion(versionId);
    const nothing = { versionId, items: [], total: 0 };
    if (!(await rows.masks.seesRows(credentials, version.assetId))) {
      const known = await analyses.job('leakage', versionId);
      if (!known)
        throw new NotAllowedError(
          'You may not see rows, so none are compared for you.',
        );
      return { ...nothing, job: toJobStatus(known), hidden: true };
    }
    const job = await askForLeakage(
      this.rooms,
      await this.#asset(version),
      version,
      PRIORITIES.person,
    );
    const view = { ...nothing, job: toJobStatus(job), hidden: false };
    if (job.state !== 'succeeded') return view;
    const result = JSON.parse(job.result!) as LeakageResult;
    return {
      ...view,
      ...(await rows.leaks.page(result, versionId, page, credentials)),
    };
  }

  async #ask(
    kind: 'comparison' | 'drift',
    subject: string,
    question: JobQuestion,
  ): Promise<JobRow> {
    const { desk, analyses } = this.rooms;
    const job = await desk.askOnDemand({
      ...question,
      priority: PRIORITIES.person,
    });
    await analyses.point(kind, subject, job.id);
    return job;
  }

  async #version(versionId: string): Promise<Version> {
    const version = await this.rooms.assets.getVersion(versionId);
    if (!version) throw new NotFoundError(`No version ${versionId}.`);
    if (version.manifest.kind !== 'Dataset')
      throw new InputError(
        `${version.manifest.name} is a model; only data sets have rows.`,
      );
    return version;
  }

  async #readVersion(versionId: string): Promise<Version> {
    const version = await this.#version(versionId);
    if (!isRead(version))
      throw new NotFoundError(
        `The rows of version ${versionId} have not been read.`,
      );
    return version;
  }

  async #asset({ assetId }: Version): Promise<Asset> {
    const asset = await this.rooms.assets.get(assetId);
    if (!asset)
      throw new NotFoundError(`${assetId} is no longer declared in git.`);
    return asset;
  }

  async #contentJob(version: Version): Promise<JobRow | undefined> {
    const [revision] = await this.rooms.assets.listRevisionsOfVersions([
      version.id,
    ]);
    return (
      revision &&
      this.rooms.analyses.job(
        'content',
        `${version.assetId}@${revision.byte_digest}`,
      )
    );
  }
}

/** All versions whose rows are in an answer. */
function versionsIn(sides: DriftSides, versionId: string): string[] {
  const named =
    'remark' in sides
      ? []
      : [sides.from, sides.to].flatMap(side =>
          'versionId' in side ? side.versionId : [],
        );
  return [...new Set([versionId, ...named])];
}
