import type { EvaluationSpec, ServedModel } from '@greenroom/manifest';
import type { Asset, Version } from '../registry/Asset';
import { type Asked, keyOf, PRIORITIES } from './questions';

export type InferencePayload = {
  readonly modelAssetId: string;
  readonly modelVersionId: string;
  readonly datasetVersionId: string;
  readonly split: string;
  /** Of an evaluation that says when it is asked anew: the time that came. */
  readonly asOf?: string;
};

/** What does the server of this model say of the rows of this split? */
export function inferenceQuestion(
  model: Asset,
  version: Version & { readonly manifest: ServedModel },
  dataset: Version,
  { split }: Pick<EvaluationSpec, 'split'>,
  asOf?: string,
): Asked<InferencePayload> {
  const { endpoint, preprocessing, classes } = version.manifest;
  return {
    kind: 'inference',
    key: keyOf('inference', version.digest, dataset.digest, split, [
      endpoint,
      preprocessing,
      classes,
      ...(asOf === undefined ? [] : [asOf]),
    ]),
    assetId: model.id,
    payload: {
      modelAssetId: model.id,
      modelVersionId: version.id,
      datasetVersionId: dataset.id,
      split,
      asOf,
    },
    priority: PRIORITIES.evaluation,
    // A server is asked by one job at a time, whatever replica does it.
    exclusive: `inference ${
      endpoint.url === undefined ? model.id : new URL(endpoint.url).host
    }`,
  };
}
