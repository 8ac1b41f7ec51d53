import type { ModelManifest } from '@greenroom/manifest';
import type { JobBroker } from '../jobs/JobBroker';
import { type Asset, isRead } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { AnalysisStore } from './AnalysisStore';
import { hasModel, isModelToCome, predictionsFor } from './predictionsFor';
import { evaluatedVersions, labelsQuestion } from './questions';
import type { RunStore } from './RunStore';
import { votesOf } from './votesOf';

/** Asks which labels of the newest versions of a data set are doubtful, once what judges them is there. */
export async function askForLabels(
  rooms: {
    assets: AssetStore;
    analyses: AnalysisStore;
    runs: RunStore;
    broker: JobBroker;
  },
  dataset: Asset,
): Promise<void> {
  const { assets, analyses, broker, runs } = rooms;
  const trainers = (await assets.listModelsNaming(dataset)).filter(
    ({ manifest }) => {
      const training = (manifest as ModelManifest).trainedOn;
      return (
        training?.dataset === dataset.name &&
        (!training.repository || training.repository === dataset.repository)
      );
    },
  );
  const modelVersions = (
    await Promise.all(trainers.map(({ id }) => assets.listVersions(id)))
  ).flat();
  if (isModelToCome(trainers, modelVersions)) return;
  const datasetRuns = await runs.list({ datasetAssetId: dataset.id });
  const versions = evaluatedVersions(
    (await assets.listVersions(dataset.id)).filter(isRead),
  );
  const revisions = await assets.listRevisionsOfVersions(
    versions.map(({ id }) => id),
  );
  for (const version of versions) {
    const predictions = predictionsFor(version, modelVersions, datasetRuns);
    if (!predictions) continue;
    // A probe has to be trained for each version; of older ones nobody asks.
    if (!hasModel(predictions) && version !== versions.at(-1)) continue;
    const artifacts = datasetRuns
      .filter(run => predictions.runIds.includes(run.id))
      .map(run => run.result!.predictionsArtifact)
      .sort();
    const votes = votesOf(
      dataset.path,
      revisions.filter(({ version_id: id }) => id === version.id),
    );
    const job = await broker.ask(
      labelsQuestion(dataset, version, predictions, { artifacts, votes }),
    );
    await analyses.point('labels', version.id, job.id);
  }
}
