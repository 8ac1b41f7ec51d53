import {
  type EvaluationSpec,
  isServed,
  type ServedModel,
} from '@greenroom/manifest';
import type { JobQuestion } from '../jobs/JobKind';
import type { Asset, Version } from '../registry/Asset';
import type { AnalysisStore } from './AnalysisStore';
import type { InferenceResult } from './inference';
import { inferenceQuestion } from './inferenceQuestion';
import { type Baseline, evaluationQuestion } from './questions';
import type { RunRow } from './RunStore';
import { askedAsOf } from './schedules';

/** One evaluation of one version on one version of its data. */
export type RunSubject = {
  readonly model: Asset;
  readonly modelVersion: Version;
  readonly dataset: Asset;
  readonly datasetVersion: Version;
  readonly spec: EvaluationSpec;
  readonly baseline?: Baseline;
};

/** A question, and the run that its answer is of. */
export type RunQuestion = {
  readonly question: JobQuestion;
  readonly run: Omit<RunRow, 'created_at' | 'job_id'>;
};

/**
 * What is to be asked of a run next: how the model does, or first, where a
 * server runs it, what that server says.
 */
export async function nextQuestion(
  { analyses }: { readonly analyses: Pick<AnalysisStore, 'job'> },
  subject: RunSubject,
  now: Date = new Date(),
): Promise<RunQuestion> {
  const { model, modelVersion, dataset, datasetVersion, spec, baseline } =
    subject;
  const evaluation = (said?: InferenceResult) =>
    evaluationQuestion(
      model,
      modelVersion,
      dataset,
      datasetVersion,
      spec,
      baseline,
      said,
    );
  if (!isAskedOfServer(modelVersion, spec)) return evaluation();
  const { run } = evaluation();
  const question = inferenceQuestion(
    model,
    modelVersion,
    datasetVersion,
    spec,
    askedAsOf(modelVersion.manifest, spec, now),
  );
  const asked = await analyses.job('inference', run.id);
  return asked?.state === 'succeeded' && asked.key === question.key
    ? evaluation(JSON.parse(asked.result!) as InferenceResult)
    : { question, run };
}

/** A server runs this version, and is asked what it says. */
export function isAskedOfServer<V extends Version>(
  version: V,
  { predictions }: EvaluationSpec,
): version is V & { readonly manifest: ServedModel } {
  return predictions === undefined && isServed(version.manifest);
}
