import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  ErrorAnswer,
  ErrorQuestion,
  ErrorTrend,
  ErrorTrendQuery,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { LabelledDataset, ModelManifest } from '@greenroom/manifest';
import type { ArtifactStore } from '../artifacts/ArtifactStore';
import type { Explorers } from '../compute/Explorers';
import type { JobDesk } from '../jobs/JobDesk';
import { type JobRow, toJobStatus } from '../jobs/JobRow';
import type { AssetStore } from '../registry/AssetStore';
import type { RowsRoom } from '../rows/RowsRoom';
import type { GroundInput } from './compute/explore/protocol';
import type { TrendPoint } from './compute/errorTrend';
import { versionOf } from './AnalysisRooms';
import type { Version } from '../registry/Asset';
import { declaredCohorts } from './declaredCohorts';
import { derivedQuestion } from './derived';
import type { AnalysisStore } from './AnalysisStore';
import {
  type EndedRun,
  errorRowsOf,
  errorTrendQuestion,
  hasEnded,
} from './errorTrend';
import { requireClasses } from './requireClasses';
import type { RunStore } from './RunStore';
import { titleOf } from './titleOf';

/** A trend of more runs than that is no line any more; each is read again. */
const MOST_POINTS = 50;

/** What people ask while they look into the errors of a run. */
export class ErrorDesk {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      runs: RunStore;
      artifacts: Pick<ArtifactStore, 'pathOf'>;
      rows: Pick<RowsRoom, 'labels'>;
      explorers: Pick<Explorers, 'ask'>;
      desk: Pick<JobDesk, 'askOnDemand'>;
      analyses: Pick<AnalysisStore, 'point' | 'labels' | 'job' | 'derived'>;
    },
  ) {}

  /**
   * @throws NotFoundError where there is no such run
   * @throws ConflictError where it has not ended
   * @throws NotAllowedError where its labels are hidden from the caller
   * @throws InputError for what cannot be asked of it
   */
  async explore(
    runId: string,
    question: ErrorQuestion,
    credentials: BackstageCredentials,
  ): Promise<ErrorAnswer> {
    const run = await this.#runFor(runId, credentials);
    const dataset = await versionOf(this.rooms, run.dataset_version_id);
    const derived = await this.#derivedJob(dataset);
    const ground = await this.#groundOf(run, dataset);
    const answer = await this.rooms.explorers.ask(
      { ...ground, ...(await this.#beside(run, question, credentials)) },
      question,
    );
    return answer.type === 'summary' && derived?.state !== 'succeeded'
      ? { ...answer, reading: derived && toJobStatus(derived) }
      : answer;
  }

  /**
   * A cohort in the runs of the same evaluation, up to this one.
   *
   * @throws as `explore`
   */
  async trend(
    runId: string,
    { where, measure = 'wrong' }: ErrorTrendQuery,
    credentials: BackstageCredentials,
  ): Promise<ErrorTrend> {
    const { runs, desk, analyses } = this.rooms;
    const last = await this.#runFor(runId, credentials);
    const list = await runs.list({
      modelAssetId: last.model_asset_id,
      datasetAssetId: last.dataset_asset_id,
    });
    const compared = list
      .filter(hasEnded)
      .filter(run => run.evaluation === last.evaluation && run.result.confusion)
      .slice(0, MOST_POINTS)
      .reverse();
    const derived = await Promise.all(
      [...new Set(compared.map(run => run.dataset_version_id))].map(id =>
        analyses.derived(id),
      ),
    );
    const job = await desk.askOnDemand(
      errorTrendQuestion(
        { where, measure },
        compared,
        derived.flatMap(found => found?.derivedArtifact ?? []),
      ),
    );
    await analyses.point('error-trend', job.key, job.id);
    return {
      job: toJobStatus(job),
      ...(job.state === 'succeeded'
        ? {
            points: await this.#named(
              compared,
              JSON.parse(job.result!) as TrendPoint[],
            ),
          }
        : {}),
    };
  }

  async #runFor(
    runId: string,
    credentials: BackstageCredentials,
  ): Promise<EndedRun> {
    const run = await this.rooms.runs.get(runId);
    if (!run) throw new NotFoundError(`No run ${runId}.`);
    requireClasses(run);
    await this.rooms.rows.labels.assertVisible(
      run.dataset_version_id,
      credentials,
    );
    if (hasEnded(run)) return run;
    throw new ConflictError(
      'The run has not ended yet. Its errors can be looked into once it has.',
    );
  }

  #named(
    runs: readonly EndedRun[],
    points: readonly TrendPoint[],
  ): Promise<NonNullable<ErrorTrend['points']>> {
    return Promise.all(
      points.map(async point => {
        const run = runs.find(({ id }) => id === point.runId)!;
        return {
          ...point,
          modelVersionId: run.model_version_id,
          datasetVersionId: run.dataset_version_id,
          name: await this.#nameOf(run),
        };
      }),
    );
  }

  async #groundOf(run: EndedRun, dataset: Version): Promise<GroundInput> {
    const { analyses, artifacts } = this.rooms;
    const model = await versionOf(this.rooms, run.model_version_id);
    const other = await this.#otherRows(run);
    const labels = await analyses.labels(dataset.id);
    const own = await errorRowsOf(this.rooms, run, dataset);
    const manifest = dataset.manifest as LabelledDataset;
    const newest = await this.rooms.assets.get(dataset.assetId);
    const { trainedOn } = model.manifest as ModelManifest;
    const isHere = trainedOn?.dataset === manifest.name && manifest.split;
    return {
      run: own,
      // As they are declared now: a version's content says nothing of them.
      declared: declaredCohorts(
        (newest?.manifest ?? manifest) as LabelledDataset,
        [...own.features, ...(own.derived?.features ?? [])],
      ),
      issues: labels && artifacts.pathOf(labels.issuesArtifact),
      training: isHere
        ? {
            ...own,
            label: manifest.label,
            split: { column: manifest.split, value: trainedOn.split },
          }
        : undefined,
      others: other && {
        name: `${other.split}, ${other.result.rows.toLocaleString('en')} rows`,
        run: await errorRowsOf(this.rooms, other, dataset),
      },
    };
  }

  /** What reads off texts and pictures, where the version has some; begun for versions that nobody looked into before. */
  async #derivedJob(dataset: Version): Promise<JobRow | undefined> {
    const { analyses, desk } = this.rooms;
    const question = derivedQuestion({ id: dataset.assetId }, dataset);
    if (!question) return undefined;
    const known = await analyses.job('derived', dataset.id);
    if (known) return known;
    const job = await desk.askOnDemand(question);
    await analyses.point('derived', dataset.id, job.id);
    return job;
  }

  /** The run that a question puts this one beside, where it asks for one and there is one. */
  async #beside(
    run: EndedRun,
    { view }: ErrorQuestion,
    credentials: BackstageCredentials,
  ): Promise<Pick<GroundInput, 'before'>> {
    const isOfTwo =
      view.type === 'changes' || (view.type === 'keys' && view.flipped);
    if (!isOfTwo) return {};
    const before = await this.#earlierRun(run, view.from);
    if (!before) return {};
    await this.rooms.rows.labels.assertVisible(
      before.dataset_version_id,
      credentials,
    );
    const dataset = await versionOf(this.rooms, before.dataset_version_id);
    return {
      before: {
        runId: before.id,
        name: await this.#nameOf(before),
        apart: apartOf(dataset),
        isOfSameModel: before.model_version_id === run.model_version_id,
        run: await errorRowsOf(this.rooms, before, dataset),
      },
    };
  }

  /** @throws InputError where the run named is none on the same split of the same data set */
  async #earlierRun(
    run: EndedRun,
    from: string | undefined,
  ): Promise<EndedRun | undefined> {
    const list = await this.rooms.runs.list({
      modelAssetId: run.model_asset_id,
      datasetAssetId: run.dataset_asset_id,
    });
    const others = list
      .filter(hasEnded)
      .filter(
        other =>
          other.id !== run.id &&
          other.split === run.split &&
          other.result.confusion,
      );
    if (from === undefined) {
      const at = list.findIndex(({ id }) => id === run.id);
      return others.find(
        other =>
          other.evaluation === run.evaluation &&
          list.findIndex(({ id }) => id === other.id) > at,
      );
    }
    const named = others.find(({ id }) => id === from);
    if (named) return named;
    throw new InputError(
      `${from} is no other run of this model on ${run.split} of the same data set. Choose one of those.`,
    );
  }

  async #nameOf(run: EndedRun): Promise<string> {
    const model = await versionOf(this.rooms, run.model_version_id);
    const data = await versionOf(this.rooms, run.dataset_version_id);
    return `${titleOf(model)} on ${titleOf(data)}`;
  }

  /** The same versions on another split: rows on which no slice was searched. */
  async #otherRows(run: EndedRun): Promise<EndedRun | undefined> {
    const runs = await this.rooms.runs.list({
      modelAssetId: run.model_asset_id,
      datasetVersionId: run.dataset_version_id,
    });
    return runs
      .filter(hasEnded)
      .find(
        other =>
          other.model_version_id === run.model_version_id &&
          other.split !== run.split,
      );
  }
}

/** What a row is told to be, and where it stands: no input of a model. */
function apartOf({ manifest }: Version): string[] {
  const { label, split } = manifest as LabelledDataset;
  return [label, split];
}
