import type { ModelManifest } from '@greenroom/manifest';
import type { JobBroker } from '../jobs/JobBroker';
import type { JobStore } from '../jobs/JobStore';
import type { Asset, Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { AnalysisStore } from './AnalysisStore';
import { healthOf } from './healthOf';
import { predictionsFor, trainedOn } from './predictionsFor';
import {
  contentQuestions,
  diffQuestion,
  errorsQuestion,
  evaluatedVersions,
  evaluationQuestion,
  labelsQuestion,
  trainingQuestion,
} from './questions';
import type { RunStore } from './RunStore';

/**
 * Asks every question that git's declarations raise and that has no answer
 * yet. It may be called at any time and any number of times: a question that
 * was asked is the job that is there.
 */
export class Reconciler {
  constructor(
    private readonly rooms: {
      assets: AssetStore;
      runs: RunStore;
      analyses: AnalysisStore;
      jobs: JobStore;
      broker: JobBroker;
      /** Tells catalog and pages that these assets changed. */
      changed(assetIds: readonly string[]): Promise<void>;
    },
  ) {}

  async reconcileAll(): Promise<void> {
    const { assets } = this.rooms;
    const all = [
      ...(await assets.listOfKind('dataset')),
      ...(await assets.listOfKind('model')),
    ];
    await this.reconcile(all.map(({ id }) => id));
  }

  async reconcile(assetIds: readonly string[]): Promise<void> {
    const found = await Promise.all(
      assetIds.map(id => this.rooms.assets.get(id)),
    );
    const touched = await this.#withNeighbours(
      found.flatMap(asset => asset ?? []),
    );
    for (const asset of touched) {
      await this.#askForContent(asset);
      if (asset.kind === 'dataset') await this.#askForDiffs(asset);
      else await this.#askForRuns(asset);
    }
    for (const asset of touched) {
      if (asset.kind === 'dataset') await this.#askForLabels(asset);
      else await this.#askForTraining(asset);
    }
    for (const asset of touched) await this.#judge(asset);
    await this.rooms.changed([
      ...new Set([...assetIds, ...touched.map(({ id }) => id)]),
    ]);
  }

  /** Runs link models and data sets: a change of one raises questions about the other. */
  async #withNeighbours(assets: readonly Asset[]): Promise<Asset[]> {
    const touched = new Map(assets.map(asset => [asset.id, asset]));
    const models = await this.rooms.assets.listOfKind('model');
    for (const model of models) {
      const datasets = await this.#datasetsOf(model);
      if (touched.has(model.id))
        datasets.forEach(dataset => touched.set(dataset.id, dataset));
      else if (
        datasets.some(({ id }) => assets.some(asset => asset.id === id))
      ) {
        touched.set(model.id, model);
      }
    }
    return [...touched.values()];
  }

  async #datasetsOf(model: Asset): Promise<Asset[]> {
    const { trainedOn: training, evaluations = [] } =
      model.manifest as ModelManifest;
    const links = [...(training ? [training] : []), ...evaluations];
    const found = await Promise.all(
      links.map(({ dataset, repository }) =>
        this.rooms.assets.findDataset(dataset, repository),
      ),
    );
    return found.flatMap(dataset => dataset ?? []);
  }

  async #askForContent(asset: Asset): Promise<void> {
    const { assets, analyses, broker } = this.rooms;
    const revisions = await assets.listRevisionsWithoutVersion(asset.id);
    for (const question of contentQuestions(asset, revisions)) {
      const job = await broker.ask(question);
      await analyses.point(
        'content',
        `${asset.id}@${question.payload.byteDigest}`,
        job.id,
      );
    }
  }

  async #askForDiffs(dataset: Asset): Promise<void> {
    const { assets, analyses, broker } = this.rooms;
    const versions = await assets.listVersions(dataset.id);
    for (const [i, to] of versions.entries()) {
      const from = versions[i - 1];
      if (!from) continue;
      const job = await broker.ask(diffQuestion(dataset, from, to));
      await analyses.point('diff', `${from.id}..${to.id}`, job.id);
    }
  }

  async #askForRuns(model: Asset): Promise<void> {
    const { assets, analyses, broker, runs } = this.rooms;
    const modelVersions = await assets.listVersions(model.id);
    for (const spec of (model.manifest as ModelManifest).evaluations ?? []) {
      const dataset = await assets.findDataset(spec.dataset, spec.repository);
      if (!dataset) continue;
      const datasetVersions = evaluatedVersions(
        await assets.listVersions(dataset.id),
      );
      for (const modelVersion of modelVersions) {
        for (const datasetVersion of datasetVersions) {
          const { question, run } = evaluationQuestion(
            model,
            modelVersion,
            dataset,
            datasetVersion,
            spec,
          );
          const job = await broker.ask(question);
          await runs.add({ ...run, job_id: job.id });
        }
      }
    }
    for (const run of await runs.list({ modelAssetId: model.id })) {
      const question = errorsQuestion(run);
      if (!question) continue;
      const job = await broker.ask(question);
      await analyses.point('errors', run.id, job.id);
    }
  }

  async #askForLabels(dataset: Asset): Promise<void> {
    const { assets, analyses, broker, runs } = this.rooms;
    const models = await assets.listOfKind('model');
    const trainers = models.filter(({ manifest }) => {
      const training = (manifest as ModelManifest).trainedOn;
      return (
        training?.dataset === dataset.name &&
        (!training.repository || training.repository === dataset.repository)
      );
    });
    const modelVersions = (
      await Promise.all(trainers.map(({ id }) => assets.listVersions(id)))
    ).flat();
    const datasetRuns = await runs.list({ datasetAssetId: dataset.id });
    for (const version of evaluatedVersions(
      await assets.listVersions(dataset.id),
    )) {
      const predictions = predictionsFor(version, modelVersions, datasetRuns);
      if (!predictions) continue;
      const artifacts = datasetRuns
        .filter(run => predictions.runIds.includes(run.id))
        .map(run => run.result!.predictionsArtifact)
        .sort();
      const job = await broker.ask(
        labelsQuestion(dataset, version, predictions, artifacts),
      );
      await analyses.point('labels', version.id, job.id);
    }
  }

  /** Only what was pushed while we watched starts a training; history does not. */
  async #askForTraining(model: Asset): Promise<void> {
    const { assets, analyses, broker } = this.rooms;
    const { training, trainedOn: link } = model.manifest as ModelManifest;
    const dataset =
      link && (await assets.findDataset(link.dataset, link.repository));
    const head = dataset && (await assets.headVersion(dataset.id));
    if (!training || !head?.pushed) return;
    const modelVersions = await assets.listVersions(model.id);
    if (modelVersions.some(version => trainedOn(version, head))) return;
    const job = await broker.ask(trainingQuestion(model, head));
    await analyses.point('training', `${model.id}@${head.id}`, job.id);
  }

  async #judge(asset: Asset): Promise<void> {
    const { assets, analyses, jobs, runs } = this.rooms;
    const waiting = await assets.listRevisionsWithoutVersion(asset.id);
    const newest = waiting.at(-1);
    const content =
      newest &&
      (await analyses.job('content', `${asset.id}@${newest.byte_digest}`));
    const versions: Version[] = await assets.listVersions(asset.id);
    const head = versions.at(-1);
    const { status, reason } = healthOf({
      asset,
      hasVersion: head !== undefined,
      openJobs: await jobs.countOpen(asset.id),
      contentError:
        content?.state === 'failed' ? content.error ?? undefined : undefined,
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
