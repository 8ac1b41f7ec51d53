import { seenInTraining } from '@greenroom/evaluation';
import {
  type DetectionDataset,
  type EvaluationSpec,
  isDetection,
  type LabelledDataset,
  type ModelManifest,
  preprocessingFiles,
  type RunnableModel,
} from '@greenroom/manifest';
import type { Asset, Version } from '../registry/Asset';
import { Stage } from '../storage/Stage';
import { repositoryPath } from '../sync/assetFiles';
import { type AnalysisRooms, assetAndSource, tableOf } from './AnalysisRooms';
import type { EvaluationInput } from './compute/evaluation';
import { FileError } from './FileError';
import { placeOf } from './placeOf';
import { withBoxes } from './withBoxes';

type Question = {
  readonly modelVersion: Version;
  readonly dataset: Version;
  readonly evaluation: EvaluationSpec;
  /** The artifact and the title of the version that a fall is measured against. */
  readonly baseline?: { readonly artifact: string; readonly name: string };
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
    },
  };
  const manifest = modelVersion.manifest as ModelManifest;
  if (evaluation.predictions !== undefined) {
    const seen = seenInTraining(manifest, evaluation);
    if (seen) throw new FileError(seen, evaluation.predictions);
    if (isDetection(dataset.manifest))
      return withDetections(rooms, question, found.asset, signal, use);
  }
  const place = placeOf(found, modelVersion.commits.at(-1)!, manifest);
  return Stage.use(rooms.storages, place, signal, async stage => {
    const local = (named: string) => {
      const full = repositoryPath(found.asset.path, named);
      return stage.file(full, modelVersion.files[full]);
    };
    const { predictions } = evaluation;
    if (predictions !== undefined) {
      return use({
        ...common,
        how: 'given',
        predictions: await local(predictions),
        name: predictions,
        classes: manifest.classes ?? common.dataset.classes,
      });
    }
    const { model, preprocessing } = manifest as RunnableModel;
    const files: Record<string, string> = {};
    for (const named of preprocessingFiles(preprocessing))
      files[named] = await local(named);
    // The runtime looks for them beside the model.
    for (const named of model.externalData ?? []) await local(named);
    const { samples } = preprocessing;
    return use({
      ...common,
      how: 'run',
      model: await local(model.path),
      samples: samples && (await local(samples)),
      files,
      manifest: manifest as RunnableModel,
    });
  });
}

async function withDetections<T>(
  rooms: AnalysisRooms,
  { modelVersion, dataset, evaluation }: Question,
  model: Asset,
  signal: AbortSignal,
  use: (input: EvaluationInput) => Promise<T>,
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
  return withBoxes(rooms, dataset, { predictions }, signal, boxes =>
    use({ how: 'detections', evaluation, boxes }),
  );
}
