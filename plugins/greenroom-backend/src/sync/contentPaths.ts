import path from 'node:path';
import { matchPaths, patternFormat } from '@greenroom/dataset';
import {
  isPattern,
  type Manifest,
  type ModelManifest,
  preprocessingFiles,
  type TableDeclaration,
  type TablePath,
  tablePaths,
} from '@greenroom/manifest';

/** Files, folders and patterns whose content is the version, and which must be there. */
export function contentPaths(manifest: Manifest): ContentPath[] {
  if (manifest.kind === 'Dataset') {
    const { table } = manifest;
    return table
      ? tablePaths(table).map(named => contentPath(table, named))
      : [];
  }
  if (manifest.model || manifest.endpoint)
    return modelFiles(manifest).map(named => ({ named, of: 'model' }));
  // Of a model that is elsewhere, what it said is all there is.
  return predictionPaths(manifest).map(named => ({ named, of: 'model' }));
}

/** The ONNX file, what else holds its weights, and what its preprocessing reads. */
function modelFiles({ model, preprocessing }: ModelManifest): string[] {
  return [
    ...(model ? [model.path, ...(model.externalData ?? [])] : []),
    ...(preprocessing ? preprocessingFiles(preprocessing) : []),
  ];
}

/** Files with predictions that were made elsewhere. */
export function predictionPaths({
  predictions,
  evaluations = [],
}: ModelManifest): string[] {
  return [
    predictions?.outOfFold,
    ...evaluations.map(evaluation => evaluation.predictions),
  ].filter(named => named !== undefined);
}

export type ContentPath = {
  /** Relative to the manifest. */
  readonly named: string;
  readonly of: 'table' | 'model' | 'companion';
  readonly format?: ReturnType<typeof patternFormat>;
};

function contentPath(table: TableDeclaration, named: TablePath): ContentPath {
  return {
    named: named.path,
    of: 'table',
    format: patternFormat(table, named),
  };
}

/** What pins the files of a table. */
export function tablePins(
  manifestPath: string,
  table: TableDeclaration,
  files: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    tablePaths(table).flatMap(named =>
      pinsBehind(manifestPath, contentPath(table, named), files),
    ),
  );
}

/** The files that a content path stands for, each with its pin; a folder that is pinned whole is one. */
export function pinsBehind(
  manifestPath: string,
  { named, format }: ContentPath,
  files: Readonly<Record<string, string>>,
): [string, string][] {
  const full = repositoryPath(manifestPath, named);
  if (files[full] !== undefined) return [[full, files[full]]];
  return matchPaths(full, format, Object.keys(files)).map(({ path: found }) => [
    found,
    files[found],
  ]);
}

/** A pattern for what a folder stands for. */
export function watchedPath({ named, format }: ContentPath): string {
  const isFolder =
    !isPattern(named) &&
    format !== undefined &&
    ['images', 'voc', 'pictures'].includes(format);
  return isFolder ? `${named.replace(/\/$/, '')}/**` : named;
}

/** A path that a manifest names, as a path from the root of its repository. */
export function repositoryPath(manifestPath: string, named: string): string {
  return path.posix.normalize(
    path.posix.join(path.posix.dirname(manifestPath), named),
  );
}
