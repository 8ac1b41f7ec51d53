import { preprocessingFiles, type RunnableModel } from '@greenroom/manifest';
import type { Version } from '../registry/Asset';
import { Stage } from '../storage/Stage';
import { repositoryPath } from '../sync/assetFiles';
import type { AnalysisRooms, assetAndSource } from './AnalysisRooms';
import { placeOf } from './placeOf';

/** The local path of a file, by its path in the manifest. */
export type LocalFile = (named: string) => Promise<string>;

/** Opens a stage at the newest revision of a version of a model. */
export function stageModel<T>(
  rooms: Pick<AnalysisRooms, 'storages'>,
  found: Awaited<ReturnType<typeof assetAndSource>>,
  version: Version,
  signal: AbortSignal,
  use: (local: LocalFile) => Promise<T>,
): Promise<T> {
  const place = placeOf(found, version.commits.at(-1)!, version.manifest);
  return Stage.use(rooms.storages, place, signal, async stage =>
    use(named => {
      const full = repositoryPath(found.asset.path, named);
      return stage.file(full, version.files[full]);
    }),
  );
}

/** The local path of the graph; weights that it keeps elsewhere come along, for the runtime looks for them beside it. */
export async function stagedGraph(
  { model }: RunnableModel,
  local: LocalFile,
): Promise<string> {
  for (const named of model.externalData ?? []) await local(named);
  return local(model.path);
}

/** The files that steps of the preprocessing read, by their path in the manifest. */
export async function stagedPreprocessing(
  { preprocessing }: Pick<RunnableModel, 'preprocessing'>,
  local: LocalFile,
): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for (const named of preprocessingFiles(preprocessing))
    files[named] = await local(named);
  return files;
}
