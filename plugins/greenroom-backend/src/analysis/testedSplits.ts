import type { ModelManifest } from '@greenroom/manifest';
import type { Asset } from '../registry/Asset';

/** Splits of a data set that a model is measured on, and not trained on. */
export function testedSplits(
  models: readonly Pick<Asset, 'manifest'>[],
  dataset: string,
): ReadonlySet<string> {
  return new Set(
    models.flatMap(({ manifest }) => {
      const { evaluations = [], trainedOn } = manifest as ModelManifest;
      return evaluations
        .filter(
          each =>
            each.dataset === dataset &&
            !(trainedOn?.dataset === dataset && trainedOn.split === each.split),
        )
        .map(({ split }) => split);
    }),
  );
}
