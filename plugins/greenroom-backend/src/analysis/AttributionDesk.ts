import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { Attribution } from '@greenroom/backstage-plugin-greenroom-common';
import type { ModelManifest } from '@greenroom/manifest';
import type { JobBroker } from '../jobs/JobBroker';
import type { JobDesk } from '../jobs/JobDesk';
import { type JobRow, toJobStatus } from '../jobs/JobRow';
import { type Asset, isRead, type Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { type AnalysisStore, pairOf } from './AnalysisStore';
import { askForRun } from './askForRuns';
import { attributionQuestion } from './attribution';
import type { AttributionAnswer } from './compute/attribution/attribution';
import { evaluationQuestion, runIdOf } from './questions';
import type { RowsRoom } from '../rows/RowsRoom';
import { requireClasses } from './requireClasses';
import type { RunStore, RunWithJob } from './RunStore';
import type { RunViews } from './RunViews';

/** More versions between two are not told apart: each needs a run of its own. */
const VERSIONS_BETWEEN = 10;

/**
 * Why two runs differ. The grid of {old model, new model} on {old data, new
 * data} is made of runs like any other: those that are there are used, those
 * that are not are asked for, and the answer waits for them.
 */
export class AttributionDesk {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      runs: RunStore;
      views: Pick<RunViews, 'get'>;
      broker: Pick<JobBroker, 'ask'>;
      desk: Pick<JobDesk, 'askOnDemand'>;
      analyses: Pick<AnalysisStore, 'point'>;
      rows: Pick<RowsRoom, 'labels'>;
    },
  ) {}

  /**
   * @throws NotFoundError where a run is not there
   * @throws InputError where the two are not runs of one model's evaluation
   * @throws NotAllowedError where the labels are hidden from the caller
   */
  async between(
    fromRunId: string,
    toRunId: string,
    credentials: BackstageCredentials,
  ): Promise<Attribution> {
    const [from, to] = await Promise.all([
      this.#run(fromRunId),
      this.#run(toRunId),
    ]);
    assertComparable(from, to);
    requireClasses(from, to);
    for (const { dataset_version_id: id } of [from, to])
      await this.rooms.rows.labels.assertVisible(id, credentials);
    const [fromView, toView] = await Promise.all(
      [from, to].map(({ id }) => this.rooms.views.get(id)),
    );
    const view = { from: fromView, to: toView };
    const grid = await this.#grid(from, to);
    const waiting = grid.runs.find(({ result }) => !result);
    if (waiting) return { ...view, job: toJobStatus(waiting.job) };
    const job = await this.#ask(from, to, grid);
    await this.rooms.analyses.point(
      'attribution',
      pairOf(from.id, to.id),
      job.id,
    );
    return {
      ...view,
      job: toJobStatus(job),
      ...(job.state === 'succeeded'
        ? (JSON.parse(job.result!) as AttributionAnswer)
        : {}),
    };
  }

  async #grid(from: RunWithJob, to: RunWithJob): Promise<Grid> {
    const model = await this.#asset(to.model_asset_id);
    const dataset = await this.#asset(to.dataset_asset_id);
    const [oldModel, newModel] = await this.#versions(
      from.model_version_id,
      to.model_version_id,
    );
    const runOf = async (modelVersion: Version, datasetVersion: Version) =>
      (await this.rooms.runs.get(
        runIdOf(modelVersion.id, datasetVersion.id, to.evaluation),
      )) ??
      this.#evaluate(
        to.evaluation,
        model,
        modelVersion,
        dataset,
        datasetVersion,
      );
    const between = await this.#versionsBetween(from, to);
    const [oldData, newData] = [between[0], between[between.length - 1]];
    const runs = new Map<string, RunWithJob>();
    const need = async (modelVersion: Version, datasetVersion: Version) => {
      const id = `${modelVersion.id} ${datasetVersion.id}`;
      const run = runs.get(id) ?? (await runOf(modelVersion, datasetVersion));
      runs.set(id, run);
      return run;
    };
    return {
      corners: {
        old: {
          old: await need(oldModel, oldData),
          new: await need(oldModel, newData),
        },
        new: {
          old: await need(newModel, oldData),
          new: await need(newModel, newData),
        },
      },
      versions: await sequentially(between, async version => ({
        version,
        run: await need(newModel, version),
      })),
      runs: [...runs.values()],
    };
  }

  #ask(from: RunWithJob, to: RunWithJob, grid: Grid): Promise<JobRow> {
    const { corners, versions } = grid;
    const artifact = (run: RunWithJob) => run.result!.predictionsArtifact;
    const sides = (model: Grid['corners']['old']) => ({
      old: artifact(model.old),
      new: artifact(model.new),
    });
    return this.rooms.desk.askOnDemand(
      attributionQuestion(to.model_asset_id, {
        datasetVersionId: to.dataset_version_id,
        corners: { old: sides(corners.old), new: sides(corners.new) },
        changed: {
          model: from.model_version_id !== to.model_version_id,
          data: from.dataset_version_id !== to.dataset_version_id,
        },
        versions: versions.map(({ version, run }) => ({
          id: version.id,
          name: nameOf(version),
          predictions: artifact(run),
        })),
      }),
    );
  }

  /** Asks for a run that nobody needed before. */
  async #evaluate(
    evaluation: string,
    model: Asset,
    modelVersion: Version,
    dataset: Asset,
    datasetVersion: Version,
  ): Promise<RunWithJob> {
    const spec = (model.manifest as ModelManifest).evaluations?.find(
      ({ name }) => name === evaluation,
    );
    if (!spec)
      throw new InputError(
        `${model.name} no longer declares the evaluation ${evaluation}, so what is missing cannot be run. Declare it again.`,
      );
    const { question, run } = evaluationQuestion(
      model,
      modelVersion,
      dataset,
      datasetVersion,
      { ...spec, gates: undefined },
    );
    const asked = {
      run,
      question: {
        ...question,
        payload: { ...question.payload, gates: 'left out' as const },
      },
    };
    return (await askForRun(this.rooms, asked)) ?? this.#run(run.id);
  }

  /** From the old data to the new: both, and the latest of those between. */
  async #versionsBetween(
    from: RunWithJob,
    to: RunWithJob,
  ): Promise<readonly Version[]> {
    const [first, last] = await this.#versions(
      from.dataset_version_id,
      to.dataset_version_id,
    );
    if (first.id === last.id) return [first];
    const all = await this.rooms.assets.listVersions(to.dataset_asset_id);
    const [low, high] = [first.ordinal, last.ordinal].sort((a, b) => a - b);
    const inside = all.filter(
      version =>
        version.ordinal > low && version.ordinal < high && isRead(version),
    );
    const ordered = first.ordinal < last.ordinal ? inside : inside.reverse();
    return [first, ...ordered.slice(-VERSIONS_BETWEEN), last];
  }

  async #versions(...ids: readonly [string, string]): Promise<Version[]> {
    return Promise.all(
      ids.map(async id => {
        const version = await this.rooms.assets.getVersion(id);
        if (!version) throw new NotFoundError(`No version ${id}.`);
        return version;
      }),
    );
  }

  async #run(id: string): Promise<RunWithJob> {
    const run = await this.rooms.runs.get(id);
    if (!run) throw new NotFoundError(`No run ${id}.`);
    return run;
  }

  async #asset(id: string): Promise<Asset> {
    const asset = await this.rooms.assets.get(id);
    if (!asset) throw new NotFoundError(`${id} is no longer declared.`);
    return asset;
  }
}

type Grid = {
  readonly corners: {
    readonly [model in 'old' | 'new']: {
      readonly [data in 'old' | 'new']: RunWithJob;
    };
  };
  /** Of the new model, from the old data to the new. */
  readonly versions: readonly {
    readonly version: Version;
    readonly run: RunWithJob;
  }[];
  /** All of them, each once. */
  readonly runs: readonly RunWithJob[];
};

/** "1.4.0, a1b2c3d: Correct 40 labels". */
function nameOf({ facts, commit }: Version): string {
  const place = commit.sha.slice(0, 7);
  const [subject] = commit.message.split('\n');
  return `${facts.semver ? `${facts.semver}, ` : ''}${place}: ${subject}`;
}

function assertComparable(from: RunWithJob, to: RunWithJob): void {
  if (from.id === to.id)
    throw new InputError('A run does not differ from itself. Choose two.');
  const isSame = (
    ['model_asset_id', 'dataset_asset_id', 'evaluation'] as const
  ).every(part => from[part] === to[part]);
  if (!isSame || from.split !== to.split)
    throw new InputError(
      'A difference is explained between two runs of the same evaluation of one model. Choose two of those.',
    );
}

/** One after the other, so that what is missing is asked for once. */
async function sequentially<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}
