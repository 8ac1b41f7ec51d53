import type { EvaluationSpec } from '@greenroom/manifest';
import type { Asset, Version } from '../registry/Asset';
import {
  type Asked,
  type EvaluationPayload,
  evaluationQuestion,
  keyOf,
} from './questions';

/**
 * How does the file of one version of a model do with the preprocessing of
 * another? Nobody declares such a model, so it is no run of the portal, has no
 * gates, and the samples of neither version hold for it.
 */
export function hybridQuestion({
  model,
  modelVersion,
  preprocessingOf,
  dataset,
  datasetVersion,
  spec,
}: {
  readonly model: Asset;
  readonly modelVersion: Version;
  readonly preprocessingOf: Version;
  readonly dataset: Asset;
  readonly datasetVersion: Version;
  readonly spec: EvaluationSpec;
}): Asked<EvaluationPayload> {
  const { question } = evaluationQuestion(
    model,
    modelVersion,
    dataset,
    datasetVersion,
    { ...spec, gates: undefined },
  );
  return {
    ...question,
    key: keyOf('evaluation', question.key, preprocessingOf.digest),
    payload: {
      ...question.payload,
      runId: `${question.payload.runId}+${preprocessingOf.id}`,
      preprocessingOf: preprocessingOf.id,
      gates: 'left out',
    },
  };
}
