import { InputError, NotFoundError } from '@backstage/errors';
import type {
  PlannedRun,
  Run,
  RunPlan,
  RunPlanQuery,
  RunRequest,
  VersionChoice,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  type EvaluationSpec,
  isMeasurable,
  type ModelManifest,
} from '@greenroom/manifest';
import type { JobBroker } from '../jobs/JobBroker';
import type { JobDesk } from '../jobs/JobDesk';
import { endedBadly, toJobStatus } from '../jobs/JobRow';
import { type Asset, isRead, type Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { AnalysisStore } from './AnalysisStore';
import { askForRun, canEvaluate, inUseOf } from './askForRuns';
import { baselineFrom, heldAgainst } from './baseline';
import type { DeploymentStore } from '../sync/DeploymentStore';
import { nextQuestion, type RunQuestion } from './nextQuestion';
import { PRIORITIES } from './questions';
import type { RunStore, RunWithJob } from './RunStore';
import type { RunViews } from './RunViews';

/** Versions of an asset that a form offers, the newest. */
const VERSIONS_OFFERED = 100;

/** A declared evaluation, its data set, and the data set's versions, oldest first. */
type Declared = {
  readonly spec: EvaluationSpec;
  readonly dataset: Asset;
  readonly versions: readonly Version[];
};
type Candidate =
  | { readonly plan: PlannedRun & { plan: 'refused' } }
  | {
      readonly plan: Exclude<PlannedRun, { plan: 'refused' }>;
      readonly asked: RunQuestion;
    };

/**
 * Where people ask for runs: of any version of a model on any version of the
 * data that its evaluations name, also those that reconciliation leaves out.
 * The questions are those of reconciliation, so that whoever asks first, there
 * is one job.
 */
export class RunDesk {
  constructor(
    private readonly rooms: {
      analyses: Pick<AnalysisStore, 'job' | 'point'>;
      assets: AssetStore;
      runs: RunStore;
      views: Pick<RunViews, 'get'>;
      deployments: Pick<DeploymentStore, 'listOf'>;
      broker: Pick<JobBroker, 'retry'>;
      desk: Pick<JobDesk, 'askOnDemand'>;
    },
  ) {}

  /**
   * What asking would begin, for the chosen versions or the newest.
   *
   * @throws NotFoundError where the model, or a chosen version of it, is not there
   */
  async plan(assetId: string, query: RunPlanQuery): Promise<RunPlan> {
    const model = await this.#model(assetId);
    const modelVersions = await this.rooms.assets.listVersions(model.id);
    const declared = await this.#declared(model);
    const datasets = new Map(declared.map(each => [each.dataset.id, each]));
    const modelVersion =
      query.modelVersionId === undefined
        ? modelVersions.at(-1)
        : chosen(modelVersions, query.modelVersionId);
    const [first] = declared;
    const datasetVersion =
      query.datasetVersionId === undefined
        ? first?.versions.at(-1)
        : chosen(
            [...datasets.values()].flatMap(({ versions }) => versions),
            query.datasetVersionId,
          );
    const candidates =
      modelVersion && datasetVersion
        ? await this.#candidates(model, modelVersion, datasetVersion, declared)
        : [];
    return {
      modelVersions: offered(modelVersions),
      datasets: [...datasets.values()].map(({ dataset, versions }) => ({
        assetId: dataset.id,
        name: dataset.name,
        versions: offered(versions),
      })),
      modelVersionId: modelVersion?.id,
      datasetVersionId: datasetVersion?.id,
      items: candidates.map(({ plan }) => plan),
    };
  }

  /**
   * Begins what is missing, and tries again what ended badly.
   *
   * @returns the runs asked for, also those that are there already
   * @throws NotFoundError where the model or one of the versions is not there
   * @throws InputError naming why none of them can be run
   * @throws ServiceUnavailableError where too much waits already
   */
  async ask(assetId: string, request: RunRequest): Promise<Run[]> {
    const model = await this.#model(assetId);
    const declared = await this.#declared(model);
    const modelVersion = chosen(
      await this.rooms.assets.listVersions(model.id),
      request.modelVersionId,
    );
    const datasetVersion = chosen(
      declared.flatMap(({ versions }) => versions),
      request.datasetVersionId,
    );
    const candidates = (
      await this.#candidates(model, modelVersion, datasetVersion, declared)
    ).filter(
      ({ plan }) =>
        request.evaluation === undefined ||
        plan.evaluation === request.evaluation,
    );
    const able = candidates.filter(
      (each): each is Extract<Candidate, { asked: RunQuestion }> =>
        'asked' in each,
    );
    if (able.length === 0)
      throw new InputError(whyNone(model, request, candidates));
    for (const { asked } of able) await this.#begin(asked);
    return Promise.all(
      able.map(({ asked }) => this.rooms.views.get(asked.run.id)),
    );
  }

  async #begin(asked: RunQuestion): Promise<void> {
    const { analyses, broker, desk, runs } = this.rooms;
    const ask: JobBroker['ask'] = async question => {
      const job = await desk.askOnDemand(question);
      return endedBadly(job) ? (await broker.retry(job.id)) ?? job : job;
    };
    await askForRun(
      { analyses, broker: { ask }, runs },
      {
        run: asked.run,
        question: { ...asked.question, priority: PRIORITIES.asked },
      },
    );
  }

  async #candidates(
    model: Asset,
    modelVersion: Version,
    datasetVersion: Version,
    declared: readonly Declared[],
  ): Promise<Candidate[]> {
    const modelVersions = await this.rooms.assets.listVersions(model.id);
    const inUse = await inUseOf(this.rooms, model, modelVersions);
    const known = await this.rooms.runs.list({
      datasetVersionId: datasetVersion.id,
      modelAssetId: model.id,
    });
    const onIt = declared
      .filter(({ dataset }) => dataset.id === datasetVersion.assetId)
      .map(async ({ spec, dataset }): Promise<Candidate> => {
        const named = {
          evaluation: spec.name,
          split: spec.split,
          rows: datasetVersion.facts.splits?.[spec.split],
        };
        const able = modelVersions.filter(version =>
          canEvaluate(model, version, spec),
        );
        const runOf = (version: Version | undefined) =>
          known.find(
            run =>
              run.evaluation === spec.name &&
              run.model_version_id === version?.id,
          );
        const against = heldAgainst(modelVersion, able, inUse);
        const baseline = baselineFrom(spec, against, runOf(against?.version));
        const reason =
          whyNotData(dataset, datasetVersion) ??
          (able.some(({ id }) => id === modelVersion.id)
            ? undefined
            : whyNotModel(spec));
        if (reason !== undefined)
          return { plan: { ...named, plan: 'refused' as const, reason } };
        if (baseline === 'to come')
          return {
            plan: {
              ...named,
              plan: 'refused' as const,
              reason:
                'A gate compares with another version, which is being measured. Ask again when that is done.',
            },
          };
        const asked = await nextQuestion(this.rooms, {
          model,
          modelVersion,
          dataset,
          datasetVersion,
          spec,
          baseline,
        });
        return {
          plan: { ...named, ...planOf(asked, runOf(modelVersion)) },
          asked,
        };
      });
    return Promise.all(onIt);
  }

  async #declared(model: Asset): Promise<Declared[]> {
    const { assets } = this.rooms;
    const versions = new Map<string, readonly Version[]>();
    const found: Declared[] = [];
    for (const spec of (model.manifest as ModelManifest).evaluations ?? []) {
      const dataset = await assets.findDataset(spec.dataset, spec.repository);
      if (!dataset) continue;
      const known =
        versions.get(dataset.id) ?? (await assets.listVersions(dataset.id));
      versions.set(dataset.id, known);
      found.push({ spec, dataset, versions: known });
    }
    return found;
  }

  async #model(assetId: string): Promise<Asset> {
    const asset = await this.rooms.assets.get(assetId);
    if (asset?.manifest.kind !== 'Model')
      throw new NotFoundError(`No model ${assetId}.`);
    return asset;
  }
}

/** What stands there for a question: nothing, its answer, or one that does not count any more. */
function planOf(
  { question }: RunQuestion,
  run: RunWithJob | undefined,
):
  | { readonly plan: 'new' }
  | {
      readonly plan: 'known';
      runId: string;
      job: ReturnType<typeof toJobStatus>;
    }
  | {
      readonly plan: 'again';
      runId: string;
      job: ReturnType<typeof toJobStatus>;
      reason: string;
    } {
  if (!run) return { plan: 'new' };
  const there = { runId: run.id, job: toJobStatus(run.job) };
  if (run.job.key !== question.key)
    return {
      plan: 'again',
      ...there,
      reason:
        'The answer that is there is of an earlier declaration or an earlier engine.',
    };
  return endedBadly(run.job)
    ? {
        plan: 'again',
        ...there,
        reason: run.job.error ?? 'It ended without an answer.',
      }
    : { plan: 'known', ...there };
}

function whyNotData(dataset: Asset, version: Version): string | undefined {
  if (!isMeasurable(dataset.manifest))
    return `${dataset.name} says no key, label, split and classes (or a task that has none), so nothing can be right or wrong. Declare them in ${dataset.path}.`;
  return isRead(version)
    ? undefined
    : `The rows of this version of ${dataset.name} are not read, or could not be: see its Sync tab.`;
}

function whyNotModel({ predictions }: EvaluationSpec): string {
  return predictions === undefined
    ? 'The model file of this version is not read, or could not be: see the Sync tab.'
    : `This version of the model has no file ${predictions} with what it said. Commit one with the next version.`;
}

/** @throws NotFoundError */
function chosen(versions: readonly Version[], id: string): Version {
  const version = versions.find(each => each.id === id);
  if (!version)
    throw new NotFoundError(
      `No version ${id} of this model, or of the data that its evaluations name.`,
    );
  return version;
}

function whyNone(
  model: Asset,
  { evaluation }: RunRequest,
  candidates: readonly Candidate[],
): string {
  const reasons = candidates.flatMap(({ plan }) =>
    plan.plan === 'refused' ? [`${plan.evaluation}: ${plan.reason}`] : [],
  );
  if (reasons.length > 0) return reasons.join(' ');
  return evaluation === undefined
    ? `${model.name} declares no evaluation on that data. Add one in ${model.path}.`
    : `${model.name} declares no evaluation ${evaluation} on that data. Add it in ${model.path}.`;
}

function offered(versions: readonly Version[]): VersionChoice[] {
  return versions
    .slice(-VERSIONS_OFFERED)
    .reverse()
    .map(({ id, facts, commit }) => ({
      id,
      semver: facts.semver,
      commit: commit.sha,
      subject: commit.message.split('\n')[0],
    }));
}
