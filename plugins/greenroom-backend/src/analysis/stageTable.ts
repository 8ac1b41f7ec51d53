import type { LabelledDataset } from '@greenroom/manifest';
import type { Stage } from '../storage/Stage';
import { repositoryPath } from '../sync/assetFiles';

export type StagedTable = {
  readonly path: string;
  readonly format?: 'csv' | 'jsonl' | 'parquet';
  readonly join: {
    path: string;
    format?: 'csv' | 'jsonl' | 'parquet';
    on: string;
  }[];
};

/** Fetches the files of a data set's table to this machine. */
export async function stageTable(
  stage: Stage,
  manifestPath: string,
  manifest: LabelledDataset,
  files: Readonly<Record<string, string>>,
): Promise<StagedTable> {
  const local = (named: string) => {
    const full = repositoryPath(manifestPath, named);
    return stage.file(full, files[full]);
  };
  const { table } = manifest;
  return {
    path: await local(table.path),
    format: table.format,
    join: await Promise.all(
      (table.join ?? []).map(async side => ({
        ...side,
        path: await local(side.path),
      })),
    ),
  };
}
