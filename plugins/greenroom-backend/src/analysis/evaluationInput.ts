import { seenInTraining } from '@greenroom/evaluation';
import {
  type DetectionDataset,
  type EvaluationSpec,
  isDetection,
  isRunnable,
  type LabelledDataset,
  type ModelManifest,
  otherTaskOf,
  type RunnableModel,
} from '@greenroom/manifest';
import type { Asset, Version } from '../registry/Asset';
import { repositoryPath } from '../sync/assetFiles';
import { type AnalysisRooms, assetAndSource, tableOf } from './AnalysisRooms';
import type { BoxesInput } from './compute/boxes/BoxesInput';
import type { EvaluationInput } from './compute/evaluation';
import type { Baseline } from './questions';
import { FileError } from './FileError';
import type { InferenceResult } from './inference';
import { stagedGraph, stagedPreprocessing, stageModel } from './stageModel';
import { withBoxes } from './withBoxes';

type Question = {
  readonly modelVersion: Version;
  readonly dataset: Version;
  readonly evaluation: EvaluationSpec;
  /** The artifact and the title of the version that a fall is measured against. */
  readonly baseline?: Baseline;
  /** Another version of the model, whose preprocessing feeds it. */
  readonly preprocessingOf?: Version;
  /** What its server said. */
  readonly said?: InferenceResult;
};

/** Fetches what a run reads to this machine, for as long as it is used. */
export async function withEvaluationInput<T>(
  rooms: AnalysisRooms,
  question: Question,
  signal: AbortSignal,
  use: (input: EvaluationInput) => Promise<T>,
): Promise<T> {
  const { modelVersion, dataset, evaluation, baseline } = question;
  const found = await assetAndSource(rooms, modelVersion.assetId);
  const common = {
    evaluation,
    table: tableOf(rooms, dataset),
    dataset: dataset.manifest as LabelledDataset,
    against: baseline && {
      path: rooms.artifacts.pathOf(baseline.artifact),
      name: baseline.name,
      threshold: baseline.threshold,
    },
  };
  const manifest = modelVersion.manifest as ModelManifest;
  if (evaluation.predictions !== undefined) {
    const seen = seenInTraining(manifest, evaluation);
    if (seen) throw new FileError(seen, evaluation.predictions);
    if (isDetection(dataset.manifest))
      return withDetections(rooms, question, found.asset, signal, boxes =>
        use({
          how: 'detections',
          evaluation,
          boxes,
          against: common.against,
        }),
      );
  }
  if (question.said) {
    const { saidArtifact, served } = question.said;
    return use({
      ...common,
      how: 'given',
      predictions: rooms.artifacts.pathOf(saidArtifact),
      name: `The server ${served.host}`,
      classes: manifest.classes ?? common.dataset.classes,
      threshold: manifest.threshold,
    });
  }
  return stageModel(rooms, found, modelVersion, signal, async local => {
    const { predictions } = evaluation;
    const task = otherTaskOf(dataset.manifest);
    if (predictions !== undefined) {
      return use({
        ...common,
        ...(task === undefined ? { how: 'given' } : { how: 'task', task }),
        predictions: await local(predictions),
        name: predictions,
        classes: manifest.classes ?? common.dataset.classes,
        threshold: manifest.threshold,
      });
    }
    if (!isRunnable(manifest))
      throw new Error(
        `${manifest.name} has no model file that is run here. Where a server runs it, ask for a run of it: its server is asked first.`,
      );
    const runnable: RunnableModel = manifest;
    const fed = {
      ...common,
      how: 'run' as const,
      model: await stagedGraph(runnable, local),
    };
    const { preprocessingOf } = question;
    if (preprocessingOf) {
      const { preprocessing } = preprocessingOf.manifest as RunnableModel;
      // Samples say what comes of a model with its own preprocessing.
      return stageModel(rooms, found, preprocessingOf, signal, async other =>
        use({
          ...fed,
          files: await stagedPreprocessing({ preprocessing }, other),
          manifest: { ...runnable, preprocessing },
        }),
      );
    }
    const { samples } = runnable.preprocessing;
    return use({
      ...fed,
      samples: samples && (await local(samples)),
      files: await stagedPreprocessing(runnable, local),
      manifest: runnable,
    });
  });
}

async function withDetections<T>(
  rooms: AnalysisRooms,
  { modelVersion, dataset, evaluation }: Question,
  model: Asset,
  signal: AbortSignal,
  use: (boxes: BoxesInput) => Promise<T>,
): Promise<T> {
  const { table } = dataset.manifest as DetectionDataset;
  if (table.format !== 'coco')
    throw new FileError(
      `${evaluation.predictions} names pictures by the ids of COCO files, and the data set ${dataset.manifest.name} has none (its format is ${table.format}).`,
      evaluation.predictions,
    );
  const full = repositoryPath(model.path, evaluation.predictions!);
  const predictions = {
    modelVersionId: modelVersion.id,
    files: [
      {
        path: full,
        pin: modelVersion.files[full],
        split: evaluation.split,
        kind: 'held-out' as const,
      },
    ],
    refused: [],
  };
  return withBoxes(rooms, dataset, { predictions }, signal, use);
}
