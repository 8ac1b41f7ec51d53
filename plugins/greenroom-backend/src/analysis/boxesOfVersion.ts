import {
  type DatasetManifest,
  isAnnotatorTable,
  type ModelManifest,
} from '@greenroom/manifest';
import type { Asset, RevisionRow, Version } from '../registry/Asset';
import { repositoryPath } from '../sync/assetFiles';
import { predictionPaths } from '../sync/contentPaths';
import { trainedOn } from './predictionsFor';

/** A file in a repository, and what pins its bytes. */
type PinnedFile = { readonly path: string; readonly pin: string };

/** Out-of-sample detections for splits of a data set, which a model's repository has. */
export type GivenPredictions = {
  readonly modelVersionId: string;
  readonly files: readonly (PinnedFile & {
    readonly split: string;
    readonly kind: 'out-of-fold' | 'held-out';
  })[];
  /** Evaluations whose predictions are of rows that the model was trained on. */
  readonly refused: readonly string[];
};

/** What judges the boxes of a version of pictures. */
export type BoxesPlace = {
  readonly predictions?: GivenPredictions;
  /** What several annotators drew. */
  readonly drawn?: {
    readonly commit: string;
    readonly files: readonly (PinnedFile & { readonly annotator: string })[];
  };
  /** Where people read how to label. */
  readonly guideline?: string;
};

/**
 * The predictions of the newest model version that has any (trained on this
 * version when there is one): out-of-fold for the split that it was trained on,
 * those of its evaluations for other splits.
 *
 * @param models - that were trained on the data set
 */
export function givenPredictions(
  dataset: Pick<Asset, 'name' | 'repository'>,
  version: Version,
  models: readonly Pick<Asset, 'id' | 'path'>[],
  modelVersions: readonly Version[],
): GivenPredictions | undefined {
  const able = modelVersions.filter(
    ({ manifest }) =>
      manifest.kind === 'Model' && predictionPaths(manifest).length > 0,
  );
  const chosen =
    able.findLast(candidate => trainedOn(candidate, version)) ?? able.at(-1);
  const model = models.find(({ id }) => id === chosen?.assetId);
  if (!chosen || !model) return undefined;
  const {
    trainedOn: training,
    predictions,
    evaluations = [],
  } = chosen.manifest as ModelManifest;
  const pinned = (named: string | undefined): PinnedFile[] => {
    if (named === undefined) return [];
    const path = repositoryPath(model.path, named);
    const pin = chosen.files[path];
    return pin === undefined ? [] : [{ path, pin }];
  };
  const here = evaluations.filter(
    evaluation =>
      evaluation.predictions !== undefined &&
      evaluation.dataset === dataset.name &&
      (!evaluation.repository || evaluation.repository === dataset.repository),
  );
  const trainSplit = training?.split;
  return {
    modelVersionId: chosen.id,
    files: [
      ...(trainSplit === undefined
        ? []
        : pinned(predictions?.outOfFold).map(file => ({
            ...file,
            split: trainSplit,
            kind: 'out-of-fold' as const,
          }))),
      ...here
        .filter(({ split }) => split !== trainSplit)
        .flatMap(({ split, predictions: named }) =>
          pinned(named).map(file => ({
            ...file,
            split,
            kind: 'held-out' as const,
          })),
        ),
    ],
    refused: here
      .filter(({ split }) => split === trainSplit)
      .map(({ name }) => `the evaluation ${name}`),
  };
}

/**
 * What annotators drew, and the guideline, as the newest revision of the version
 * has them.
 *
 * @param revisions - those of one version, oldest first
 */
export function drawnOf(
  manifestPath: string,
  revisions: readonly RevisionRow[],
): Pick<BoxesPlace, 'drawn' | 'guideline'> {
  const newest = revisions.at(-1);
  if (!newest) return {};
  const { annotators, guideline } = JSON.parse(
    newest.manifest,
  ) as DatasetManifest;
  if (!annotators || isAnnotatorTable(annotators)) return { guideline };
  const pins = JSON.parse(newest.files) as Record<string, string>;
  const files = annotators.files.flatMap(({ annotator, path: named }) => {
    const path = repositoryPath(manifestPath, named);
    return pins[path] ? [{ annotator, path, pin: pins[path] }] : [];
  });
  return {
    guideline,
    // Who stands alone agrees with everybody.
    ...(files.length > 1 ? { drawn: { commit: newest.commit, files } } : {}),
  };
}
