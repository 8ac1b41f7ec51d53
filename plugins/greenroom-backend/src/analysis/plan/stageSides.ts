import type { DatasetSide, ModelSide } from '@greenroom/change';
import { StorageError } from '@greenroom/dataset';
import {
  type DatasetManifest,
  isTabular,
  type ModelManifest,
  preprocessingFiles,
} from '@greenroom/manifest';
import { Stage } from '../../storage/Stage';
import { predictionPaths, repositoryPath } from '../../sync/contentPaths';
import type { AnalysisRooms } from '../AnalysisRooms';
import { stageTable } from '../stageTable';
import { type PlanSide, stagePlaceOf } from './PlanSide';

/** Whose plan it is cannot be done without; of the others it is said what is missing. */
export type Need = 'own' | 'other';

/** Opens a stage a side, one in the other, and closes all of them whatever comes of the task. */
export async function withStages<T>(
  rooms: Pick<AnalysisRooms, 'storages'>,
  sides: readonly PlanSide[],
  signal: AbortSignal,
  use: (stages: ReadonlyMap<PlanSide, Stage>) => Promise<T>,
  opened: ReadonlyMap<PlanSide, Stage> = new Map(),
): Promise<T> {
  const [side, ...rest] = sides;
  if (!side) return use(opened);
  return Stage.use(rooms.storages, stagePlaceOf(side), signal, stage =>
    withStages(rooms, rest, signal, use, new Map([...opened, [side, stage]])),
  );
}

/** Fetches the rows of one side of a data set. */
export async function stageDataset(
  stage: Stage,
  { path, manifest: declared, files, digest }: PlanSide,
  need: Need,
): Promise<DatasetSide> {
  const manifest = declared as DatasetManifest;
  if (!isTabular(manifest)) return { manifest };
  try {
    return {
      manifest,
      table: await stageTable(stage, path, manifest, files),
      bytes: digest,
    };
  } catch (error) {
    if (need === 'own' || !(error instanceof StorageError)) throw error;
    return { manifest, unreadable: error.message };
  }
}

/** Fetches what one side of a model is made of. */
export async function stageModel(
  stage: Stage,
  { path, manifest: declared, files: pins, digest }: PlanSide,
  need: Need,
  runs: Readonly<Record<string, string>>,
): Promise<ModelSide> {
  const manifest = declared as ModelManifest;
  const { model, preprocessing } = manifest;
  const named = new Set([
    ...(model ? [model.path, ...(model.externalData ?? [])] : []),
    ...(preprocessing ? preprocessingFiles(preprocessing) : []),
    ...(preprocessing?.samples ? [preprocessing.samples] : []),
    ...predictionPaths(manifest),
  ]);
  const files: Record<string, string> = {};
  for (const each of named) {
    const full = repositoryPath(path, each);
    const pin = pins[full];
    if (pin === undefined) continue;
    try {
      files[each] = await stage.file(full, pin);
    } catch (error) {
      if (need === 'own' || !(error instanceof StorageError)) throw error;
    }
  }
  return { manifest, files, digest, runs };
}
