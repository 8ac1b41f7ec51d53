import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  Annotators,
  Figure,
  LabelGroups,
  LabelHistory,
  LabelMap,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { toJobStatus } from '../jobs/JobRow';
import type { AssetStore } from '../registry/AssetStore';
import type { DecisionDoor } from '../rows/DecisionDoor';
import type { GroupsPage } from '../rows/LabelGroupPages';
import type { IssuesPage } from '../rows/LabelIssues';
import type { MapAxes } from '../rows/LabelPoints';
import type { RowsRoom } from '../rows/RowsRoom';
import type { AnalysisStore, LabelsResult } from './AnalysisStore';

/** Answers of label quality jobs as a person sees them, whatever state the job is in. */
export class LabelViews {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      analyses: AnalysisStore;
      rows: Pick<RowsRoom, 'issues' | 'groups' | 'points' | 'annotators'>;
      /** What people said of rows. */
      decisions?: DecisionDoor;
      /** Shares of wrong labels by version, of those that were audited. */
      noiseOf?(
        versionIds: readonly string[],
      ): Promise<ReadonlyMap<string, Figure>>;
    },
  ) {}

  async quality(
    versionId: string,
    page: IssuesPage,
    credentials: BackstageCredentials,
  ): Promise<LabelQuality> {
    const { job, result } = await this.#answer(versionId);
    const { rows, decisions } = this.rooms;
    return {
      job,
      datasetVersionId: versionId,
      ...(result
        ? await rows.issues.page(
            result,
            versionId,
            page,
            credentials,
            decisions,
          )
        : { items: [], total: 0 }),
    };
  }

  async groups(
    versionId: string,
    page: GroupsPage,
    credentials: BackstageCredentials,
  ): Promise<LabelGroups> {
    const { job, result } = await this.#answer(versionId);
    const { rows, decisions } = this.rooms;
    return {
      job,
      ...(result
        ? await rows.groups.page(
            result,
            versionId,
            page,
            credentials,
            decisions,
          )
        : { groups: [], total: 0 }),
    };
  }

  async map(
    versionId: string,
    axes: MapAxes,
    credentials: BackstageCredentials,
  ): Promise<LabelMap> {
    const { job, result } = await this.#answer(versionId);
    const nothing = {
      axes: { x: axes.x ?? '', y: axes.y ?? '' },
      columns: [],
      points: [],
      rows: 0,
    };
    return {
      job,
      ...(result
        ? await this.rooms.rows.points.of(result, versionId, axes, credentials)
        : nothing),
    };
  }

  async annotators(
    versionId: string,
    credentials: BackstageCredentials,
  ): Promise<Annotators> {
    const { job, result } = await this.#answer(versionId);
    return {
      job,
      ...(result
        ? await this.rooms.rows.annotators.of(result, versionId, credentials)
        : { design: 'none', annotators: [] }),
    };
  }

  /** @throws NotFoundError where there is no such asset */
  async history(assetId: string): Promise<LabelHistory> {
    const { assets, analyses, noiseOf } = this.rooms;
    if (!(await assets.get(assetId)))
      throw new NotFoundError(`No asset ${assetId}.`);
    const versions = await assets.listVersions(assetId);
    const ids = versions.map(({ id }) => id);
    const [results, noise] = await Promise.all([
      analyses.labelsOf(ids),
      noiseOf?.(ids),
    ]);
    return {
      items: versions.flatMap(({ id, facts, commit }) => {
        const { rows, issues, labelsOk } = results.get(id) ?? {};
        return rows === undefined || issues === undefined || !labelsOk
          ? []
          : [
              {
                versionId: id,
                semver: facts.semver,
                commit,
                rows,
                issues,
                labelsOk,
                noise: noise?.get(id),
              },
            ];
      }),
    };
  }

  async #answer(versionId: string): Promise<{
    job: LabelQuality['job'];
    result: LabelsResult | undefined;
  }> {
    const { analyses } = this.rooms;
    const job = await analyses.job('labels', versionId);
    if (!job)
      throw new NotFoundError(
        'The labels of this version are not judged: only of the newest versions whose manifest names key, label, split and classes, and while a model that judges them is still running they wait for it.',
      );
    return {
      job: toJobStatus(job),
      result: await analyses.labels(versionId),
    };
  }
}
