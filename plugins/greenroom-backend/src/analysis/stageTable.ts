import path from 'node:path';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import type { LabelledDataset } from '@greenroom/manifest';
import type { BlobCache } from '../artifacts/BlobCache';
import { repositoryPath } from '../sync/assetFiles';

export type StagedTable = {
  readonly path: string;
  readonly format?: 'csv' | 'jsonl' | 'parquet';
  readonly join: {
    path: string;
    format?: 'csv' | 'jsonl' | 'parquet';
    on: string;
  }[];
  /** Local path to path in the repository, for messages to people. */
  readonly names: Readonly<Record<string, string>>;
};

/** Fetches the files of a data set's table to this machine. */
export async function stageTable(
  where: {
    source: Source;
    repository: string;
    manifestPath: string;
    blobs: BlobCache;
  },
  manifest: LabelledDataset,
  files: Readonly<Record<string, string>>,
): Promise<StagedTable> {
  const names: Record<string, string> = {};
  const stage = async (named: string) => {
    const full = repositoryPath(where.manifestPath, named);
    const local = await where.blobs.fetch(
      where.source,
      where.repository,
      files[full],
      path.extname(full),
    );
    names[local] = full;
    return local;
  };
  const { table } = manifest;
  return {
    path: await stage(table.path),
    format: table.format,
    join: await Promise.all(
      (table.join ?? []).map(async side => ({
        ...side,
        path: await stage(side.path),
      })),
    ),
    names,
  };
}
