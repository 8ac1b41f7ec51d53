import type { AttributionFactor } from '@greenroom/backstage-plugin-greenroom-common';
import {
  type EvaluationSpec,
  isRunnable,
  type ModelManifest,
  preprocessingFiles,
  type RunnableModel,
} from '@greenroom/manifest';
import type { Version } from '../registry/Asset';
import { repositoryPath } from '../sync/assetFiles';

/** What of a model differs between two of its versions. */
export type ModelFactor = Exclude<AttributionFactor, 'rows' | 'labels'>;

/**
 * Which factors of a model changed from one version to another. Only where both
 * are run here can the file and its preprocessing be told apart: predictions
 * that were made elsewhere are those of a model, however it was fed.
 *
 * @param manifestPath - of the model, in its repository
 * @param spec - undefined where it is no longer declared, so that nothing more can be run
 */
export function changedFactors(
  manifestPath: string,
  spec: Pick<EvaluationSpec, 'predictions'> | undefined,
  before: Version,
  after: Version,
): ModelFactor[] {
  if (before.id === after.id) return [];
  const [first, second] = [before.manifest, after.manifest] as ModelManifest[];
  const threshold: ModelFactor[] =
    first.threshold === second.threshold ? [] : ['threshold'];
  if (
    spec === undefined ||
    spec.predictions !== undefined ||
    !isRunnable(first) ||
    !isRunnable(second)
  )
    return ['model', ...threshold];
  const differs = (
    of: (manifest: RunnableModel, version: Version) => unknown,
  ) => JSON.stringify(of(first, before)) !== JSON.stringify(of(second, after));
  const pinsOf = ({ files }: Version, named: readonly string[]) =>
    named.map(each => files[repositoryPath(manifestPath, each)]);
  const factors: ModelFactor[] = [
    ...(differs(({ preprocessing }, version) => [
      { ...preprocessing, samples: undefined },
      pinsOf(version, preprocessingFiles(preprocessing)),
    ])
      ? (['preprocessing'] as const)
      : []),
    ...(differs(({ model, classes }, version) => [
      classes,
      pinsOf(version, [model.path, ...(model.externalData ?? [])]),
    ])
      ? (['model'] as const)
      : []),
    ...threshold,
  ];
  return factors.length > 0 ? factors : ['model'];
}
