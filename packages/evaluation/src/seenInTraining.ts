import type { EvaluationSpec, ModelManifest } from '@greenroom/manifest';

/**
 * Why predictions of an evaluation cannot be measured: a model that was trained
 * on the rows would only repeat their labels. Undefined where it was not.
 */
export function seenInTraining(
  { trainedOn }: Pick<ModelManifest, 'trainedOn'>,
  { name, dataset, repository, split, predictions }: EvaluationSpec,
): string | undefined {
  if (trainedOn?.dataset !== dataset || trainedOn.split !== split)
    return undefined;
  const isOther =
    trainedOn.repository !== undefined &&
    repository !== undefined &&
    trainedOn.repository !== repository;
  return isOther
    ? undefined
    : `The evaluation ${name} measures ${predictions} on the split ${split} of ${dataset}, which the model was trained on. Name a split that it never saw.`;
}
