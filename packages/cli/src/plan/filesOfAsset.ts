import {
  matchPaths,
  patternFormat,
  type TableFile,
  type TableSpec,
  tableSpecOf,
} from '@greenroom/dataset';
import {
  type ModelManifest,
  preprocessingFiles,
  type TabularDataset,
} from '@greenroom/manifest';
import { tablePaths } from '@greenroom/manifest/tablePaths';
import path from 'node:path';
import { UsageError } from '../UsageError';
import type { DeclaredAsset } from './declaredAssets';
import type { End } from './End';

/** Paths of a side that hold the rows of a data set, from the root of the repository. */
export function tableFiles(
  { path: file }: Pick<DeclaredAsset, 'path'>,
  { table }: TabularDataset,
  end: Pick<End, 'paths'>,
): string[] {
  return tablePaths(table).flatMap(named =>
    matchPaths(
      beside(file, named.path),
      patternFormat(table, named),
      end.paths,
    ).map(match => match.path),
  );
}

/**
 * How the rows of a data set are read on one side.
 *
 * @throws UsageError where a file is not there
 */
export async function tableOfEnd(
  { path: file }: Pick<DeclaredAsset, 'path'>,
  manifest: TabularDataset,
  end: End,
): Promise<TableSpec> {
  const { table } = manifest;
  const opened = new Map<string, TableFile[]>();
  for (const named of tablePaths(table)) {
    const matches = matchPaths(
      beside(file, named.path),
      patternFormat(table, named),
      end.paths,
    );
    if (matches.length === 0)
      throw new UsageError(
        `${file} names ${named.path}, which ${end.name} does not have.`,
      );
    const files: TableFile[] = [];
    for (const match of matches)
      files.push({
        path: await end.open(match.path),
        name: match.path,
        within: match.within,
      });
    opened.set(JSON.stringify(named), files);
  }
  return tableSpecOf(
    manifest,
    named => opened.get(JSON.stringify(named)) ?? [],
  );
}

/** What a model is made of, as its manifest names it. */
export function modelFiles({
  model,
  preprocessing,
  predictions,
  evaluations = [],
}: ModelManifest): string[] {
  const named = [
    ...(model ? [model.path, ...(model.externalData ?? [])] : []),
    ...(preprocessing
      ? [
          ...preprocessingFiles(preprocessing),
          ...(preprocessing.samples ? [preprocessing.samples] : []),
        ]
      : []),
    ...(predictions?.outOfFold ? [predictions.outOfFold] : []),
    ...evaluations.flatMap(({ predictions: given }) => given ?? []),
  ];
  return [...new Set(named)];
}

/** A path that a manifest names, from the root of the repository. */
export function beside(manifest: string, named: string): string {
  return path.posix.join(path.posix.dirname(manifest), named);
}
