import { InputError, NotFoundError } from '@backstage/errors';
import type { AttributionFactor } from '@greenroom/backstage-plugin-greenroom-common';
import type { EvaluationSpec, ModelManifest } from '@greenroom/manifest';
import type { JobBroker } from '../jobs/JobBroker';
import { endedBadly, type JobRow } from '../jobs/JobRow';
import { type Asset, isRead, type Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { AnalysisStore } from './AnalysisStore';
import { askForRun } from './askForRuns';
import { changedFactors } from './changedFactors';
import type { RunOfGrid, Side } from '@greenroom/evaluation';
import { hybridQuestion } from './hybridQuestion';
import { isAskedOfServer } from './nextQuestion';
import { evaluationQuestion, runIdOf } from './questions';
import type { EvaluationResult, RunStore, RunWithJob } from './RunStore';

/** More versions between two are not told apart: each needs a run of its own. */
const VERSIONS_BETWEEN = 10;

/** A run of a combination; without predictions it is still waited for. */
export type AskedRun = Omit<RunOfGrid, 'predictions'> & {
  readonly job: JobRow;
  readonly predictions?: string;
};

export type AskedGrid = {
  readonly factors: readonly AttributionFactor[];
  readonly runs: readonly AskedRun[];
  readonly thresholds: { readonly [side in Side]?: number };
  /** Of the new model, from the old data to the new. */
  readonly versions: readonly {
    readonly version: Version;
    readonly run: RunWithJob;
  }[];
  readonly remark?: string;
};

type Sides = { readonly [side in Side]: Version };
type Subject = {
  readonly model: Asset;
  readonly dataset: Asset;
  readonly evaluation: string;
  /** Undefined where it is no longer declared: what is there is used. */
  readonly spec: EvaluationSpec | undefined;
  readonly models: Sides;
  readonly data: Sides;
};

/**
 * Every combination of what changed between two runs, as runs: those that are
 * there are used, those that are not are asked for.
 */
export class GridOfRuns {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      runs: RunStore;
      broker: Pick<JobBroker, 'ask'>;
      analyses: Pick<AnalysisStore, 'point'>;
    },
  ) {}

  /** @throws NotFoundError, InputError where something is no longer declared */
  async between(from: RunWithJob, to: RunWithJob): Promise<AskedGrid> {
    const model = await this.#asset(to.model_asset_id);
    const [oldModel, newModel] = await this.#versions(
      from.model_version_id,
      to.model_version_id,
    );
    const between = await this.#versionsBetween(from, to);
    const subject: Subject = {
      model,
      dataset: await this.#asset(to.dataset_asset_id),
      evaluation: to.evaluation,
      spec: (model.manifest as ModelManifest).evaluations?.find(
        ({ name }) => name === to.evaluation,
      ),
      models: { old: oldModel, new: newModel },
      data: { old: between[0], new: between[between.length - 1] },
    };
    const ofModel = changedFactors(
      model.path,
      subject.spec,
      oldModel,
      newModel,
    );
    const ofData =
      between.length > 1 ? (['rows', 'labels'] as const) : ([] as const);
    const runs = await this.#combinations(subject, [...ofData, ...ofModel]);
    const apart = runs.find(
      run => run.model !== run.preprocessing && endedBadly(run.job),
    );
    const versions = await sequentially(between, async version => ({
      version,
      run: await this.#run(subject, newModel, version),
    }));
    const grid = {
      thresholds: {
        old: thresholdOf(oldModel),
        new: thresholdOf(newModel),
      },
      versions,
    };
    if (!apart) return { ...grid, factors: [...ofData, ...ofModel], runs };
    return {
      ...grid,
      factors: [
        ...ofData,
        'modelAndPreprocessing',
        ...ofModel.filter(factor => factor === 'threshold'),
      ],
      runs: runs.filter(run => run.model === run.preprocessing),
      remark:
        `Model and preprocessing changed together and are told as one: the one cannot be run with the other's. ${
          apart.job.error ?? ''
        }`.trim(),
    };
  }

  async #combinations(
    subject: Subject,
    factors: readonly AttributionFactor[],
  ): Promise<AskedRun[]> {
    const sidesOf = (factor: AttributionFactor): readonly Side[] =>
      factors.includes(factor) ? ['old', 'new'] : ['new'];
    const wanted = sidesOf('rows').flatMap(data =>
      sidesOf('model').flatMap(model =>
        sidesOf('preprocessing').map(preprocessing => ({
          data,
          model,
          preprocessing,
        })),
      ),
    );
    const areBoth =
      factors.includes('model') && factors.includes('preprocessing');
    return sequentially(wanted, async sides => {
      const data = subject.data[sides.data];
      if (areBoth && sides.model !== sides.preprocessing)
        return { ...sides, ...(await this.#hybrid(subject, sides, data)) };
      const side = [sides.model, sides.preprocessing].includes('old')
        ? 'old'
        : 'new';
      const { job, result } = await this.#run(
        subject,
        subject.models[side],
        data,
      );
      return { ...sides, job, predictions: result?.predictionsArtifact };
    });
  }

  async #hybrid(
    subject: Subject,
    sides: Pick<RunOfGrid, 'model' | 'preprocessing'>,
    datasetVersion: Version,
  ): Promise<Pick<AskedRun, 'job' | 'predictions'>> {
    const question = hybridQuestion({
      ...subject,
      spec: declared(subject),
      modelVersion: subject.models[sides.model],
      preprocessingOf: subject.models[sides.preprocessing],
      datasetVersion,
    });
    const job = await this.rooms.broker.ask(question);
    await this.rooms.analyses.point(
      'attribution',
      question.payload.runId,
      job.id,
    );
    const result =
      job.state === 'succeeded'
        ? (JSON.parse(job.result!) as EvaluationResult)
        : undefined;
    return { job, predictions: result?.predictionsArtifact };
  }

  /** The run that is there, else one that nobody needed before: its gates are not held. */
  async #run(
    subject: Subject,
    modelVersion: Version,
    datasetVersion: Version,
  ): Promise<RunWithJob> {
    const { model, dataset, evaluation } = subject;
    const id = runIdOf(modelVersion.id, datasetVersion.id, evaluation);
    const known = await this.rooms.runs.get(id);
    if (known) return known;
    const spec = declared(subject);
    if (isAskedOfServer(modelVersion, spec))
      throw new InputError(
        `What the server of ${model.name} says of that data is missing. Ask for a run of this version on it, then ask again.`,
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
    const begun = await askForRun(this.rooms, asked);
    if (!begun) throw new NotFoundError(`No run ${id}.`);
    return begun;
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

  async #asset(id: string): Promise<Asset> {
    const asset = await this.rooms.assets.get(id);
    if (!asset) throw new NotFoundError(`${id} is no longer declared.`);
    return asset;
  }
}

function declared({ spec, model, evaluation }: Subject): EvaluationSpec {
  if (spec) return spec;
  throw new InputError(
    `${model.name} no longer declares the evaluation ${evaluation}, so what is missing cannot be run. Declare it again.`,
  );
}

function thresholdOf({ manifest }: Version): number | undefined {
  return (manifest as ModelManifest).threshold;
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
