import { extname } from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import {
  EDITABLE_FORMATS,
  type EditableFormat,
  type RowsFile,
} from '@greenroom/change';
import { patternFormat } from '@greenroom/dataset';
import {
  type TableFormat,
  type TablePath,
  type TabularDataset,
  tablePaths,
} from '@greenroom/manifest';
import type { Asset } from '../../registry/Asset';
import type { Stage } from '../../storage/Stage';
import { pinsBehind, repositoryPath } from '../../sync/contentPaths';
import { assetFilesAt } from './assetFilesAt';

/** A file in which rows of a data set stand, fetched. */
export type TableFile = Omit<RowsFile, 'format'> & {
  readonly format: EditableFormat | 'parquet';
  /** The path by which the asset knows it: its own, or that of a folder or pattern that DVC tracks. */
  readonly named: string;
  /** What pins its bytes. */
  readonly pin: string;
  /** Where its bytes are on this machine. */
  readonly before: string;
};

const FORMATS: Readonly<Record<string, TableFile['format']>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.jsonl': 'jsonl',
  '.parquet': 'parquet',
};
const KNOWN = [...EDITABLE_FORMATS, 'parquet'] as const;

/**
 * The files of the rows of a data set at a commit, in the order in which rows stand.
 *
 * @throws ConflictError where what the manifest names is no longer there
 * @throws InputError where rows cannot be edited in files of that kind
 */
export async function tableFiles(
  source: Source,
  asset: Asset,
  commit: string,
  stage: Stage,
): Promise<readonly TableFile[]> {
  const manifest = asset.manifest as TabularDataset;
  const { table, key, label } = manifest;
  if (key === undefined)
    throw new InputError(
      `${manifest.name} does not say which column is the key of a row, so its rows cannot be found again. Declare it as key.`,
    );
  return fetched(asset, stage, {
    files: await assetFilesAt(source, asset, commit),
    paths: tablePaths(table).filter(({ of }) => of === 'rows'),
    meaning: { key, label, dialect: table.dialect },
    format: table.format,
  });
}

/** A side table: its files, and the column by which its rows are joined. */
export type SideTable = {
  readonly on: string;
  readonly files: readonly TableFile[];
};

/**
 * The files of the side tables of a data set at a commit.
 *
 * @throws as `tableFiles`
 */
export async function sideTables(
  source: Source,
  asset: Asset,
  commit: string,
  stage: Stage,
): Promise<readonly SideTable[]> {
  const { table } = asset.manifest as TabularDataset;
  const files = await assetFilesAt(source, asset, commit);
  const found: SideTable[] = [];
  for (const [at, { on, format, dialect }] of (table.join ?? []).entries())
    found.push({
      on,
      files: await fetched(asset, stage, {
        files,
        paths: tablePaths(table).filter(({ of }) => of === at),
        meaning: { key: on, dialect },
        format,
      }),
    });
  return found;
}

async function fetched(
  { repository, path: manifestPath, manifest }: Asset,
  stage: Stage,
  wanted: {
    /** What pins the files of the asset. */
    readonly files: Readonly<Record<string, string>>;
    readonly paths: readonly TablePath[];
    readonly meaning: Pick<TableFile, 'key' | 'label' | 'dialect'>;
    /** As declared; else the endings of files tell. */
    readonly format: TableFormat | undefined;
  },
): Promise<readonly TableFile[]> {
  const { table } = manifest as TabularDataset;
  const found: TableFile[] = [];
  for (const named of wanted.paths) {
    const content = {
      named: named.path,
      of: 'table',
      format: patternFormat(table, named),
    } as const;
    const pins = pinsBehind(manifestPath, content, wanted.files);
    if (pins.length === 0)
      throw new ConflictError(
        `${repositoryPath(
          manifestPath,
          named.path,
        )} is no longer in ${repository}.`,
      );
    for (const [by, pin] of pins)
      for (const [path, before] of await stage.files({ [by]: pin }))
        found.push({
          path,
          named: by,
          pin,
          before,
          format: formatOf(path, wanted.format),
          split: named.split,
          ...wanted.meaning,
        });
  }
  return found;
}

function formatOf(
  path: string,
  format: TableFormat | undefined,
): TableFile['format'] {
  const known =
    KNOWN.find(each => each === format) ??
    (format ? undefined : FORMATS[extname(path)]);
  if (known) return known;
  throw new InputError(
    `${path} is neither CSV, JSON Lines, Parquet nor COCO; its rows cannot be edited by pull request yet.`,
  );
}
