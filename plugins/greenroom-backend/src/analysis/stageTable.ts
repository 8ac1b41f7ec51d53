import {
  matchPaths,
  patternFormat,
  type TableSpec,
  tableSpecOf,
} from '@greenroom/dataset';
import type { LabelledDataset, TabularDataset } from '@greenroom/manifest';
import type { Stage } from '../storage/Stage';
import { repositoryPath, tablePins } from '../sync/contentPaths';

/** Its files are on this machine, under the names they have in the repository. */
export type StagedTable = TableSpec;

/** Fetches the files of a data set's table to this machine. */
export async function stageTable(
  stage: Stage,
  manifestPath: string,
  manifest: TabularDataset | LabelledDataset,
  files: Readonly<Record<string, string>>,
): Promise<StagedTable> {
  const { table } = manifest;
  const staged = await stage.files(tablePins(manifestPath, table, files));
  return tableSpecOf(manifest, named =>
    matchPaths(
      repositoryPath(manifestPath, named.path),
      patternFormat(table, named),
      staged.keys(),
    ).map(({ path, within }) => ({
      path: staged.get(path)!,
      name: path,
      within,
    })),
  );
}
