import { inputColumns } from '@greenroom/evaluation';
import {
  type DatasetManifest,
  isDetection,
  isRegressor,
  type RunnableModel,
} from '@greenroom/manifest';
import type { Asset, Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { DeploymentStore } from '../sync/DeploymentStore';
import { inUseOf, isOnnx } from './askForRuns';

/** A version of a model that may be asked whether a row has left its class. */
export type Judge = {
  readonly version: Version;
  /** Why this version of the model: what says that it is in use, or that nothing does. */
  readonly chosenBy: string;
};

const NEWEST = 'the newest version';

/**
 * Of each model that names a data set the version in use, else the newest, where
 * it can be run here and tells the classes of the data; those in use first.
 */
export async function judgesOf(
  rooms: {
    readonly assets: Pick<AssetStore, 'listModelsNaming' | 'listVersions'>;
    readonly deployments: Pick<DeploymentStore, 'listOf'>;
  },
  dataset: Asset,
  version: Version,
): Promise<readonly Judge[]> {
  const judges: Judge[] = [];
  for (const model of await rooms.assets.listModelsNaming(dataset)) {
    const able = (await rooms.assets.listVersions(model.id)).filter(each =>
      mayJudge(each, version),
    );
    const inUse = await inUseOf(rooms, model, able);
    const newest = able.at(-1);
    if (inUse) judges.push({ version: inUse.version, chosenBy: inUse.saidBy });
    else if (newest) judges.push({ version: newest, chosenBy: NEWEST });
  }
  return judges.sort(
    (a, b) => Number(a.chosenBy === NEWEST) - Number(b.chosenBy === NEWEST),
  );
}

/** It tells all classes of the data, from columns that made rows have. */
export function mayJudge(model: Version, dataset: Version): boolean {
  const { classes = [], columns = [] } = dataset.manifest as DatasetManifest;
  if (!isOnnx(model) || isRegressor(model.manifest)) return false;
  if (isDetection(dataset.manifest)) return false;
  const told = model.manifest as RunnableModel;
  const isMade = (name: string) =>
    dataset.facts.columns?.some(column => column.name === name) &&
    !columns.some(column => column.name === name && column.personal);
  return (
    classes.every(name => told.classes.includes(name)) &&
    inputColumns(told.preprocessing).every(isMade)
  );
}
