import { isDetection, type ModelManifest } from '@greenroom/manifest';
import type { JobBroker } from '../jobs/JobBroker';
import { type Asset, isRead, type Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { AnalysisStore } from './AnalysisStore';
import { drawnOf, givenPredictions } from './boxesOfVersion';
import { hasModel, isModelToCome, predictionsFor } from './predictionsFor';
import {
  evaluatedVersions,
  labelsQuestion,
  type Predictions,
} from './questions';
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
  const versions = evaluatedVersions(
    (await assets.listVersions(dataset.id)).filter(isRead),
  );
  const revisions = await assets.listRevisionsOfVersions(
    versions.map(({ id }) => id),
  );
  const revisionsOf = (version: Version) =>
    revisions.filter(({ version_id: id }) => id === version.id);
  const ask = async (
    version: Version,
    predictions: Predictions,
    judges: Parameters<typeof labelsQuestion>[3],
  ) => {
    // A probe has to be trained for each version; of older ones nobody asks.
    if (!hasModel(predictions) && version !== versions.at(-1)) return;
    const job = await broker.ask(
      labelsQuestion(dataset, version, predictions, judges),
    );
    await analyses.point('labels', version.id, job.id);
  };
  if (isDetection(dataset.manifest)) {
    for (const version of versions) {
      const predictions = givenPredictions(
        dataset,
        version,
        trainers,
        modelVersions,
      );
      await ask(
        version,
        { outOfFoldOf: predictions?.modelVersionId, runIds: [] },
        {
          boxes: {
            predictions,
            ...drawnOf(dataset.path, revisionsOf(version)),
          },
        },
      );
    }
    return;
  }
  const datasetRuns = await runs.list({ datasetAssetId: dataset.id });
  for (const version of versions) {
    const predictions = predictionsFor(version, modelVersions, datasetRuns);
    if (!predictions) continue;
    const artifacts = datasetRuns
      .filter(run => predictions.runIds.includes(run.id))
      .map(run => run.result!.predictionsArtifact)
      .sort();
    await ask(version, predictions, {
      artifacts,
      votes: votesOf(dataset.path, revisionsOf(version)),
    });
  }
}
