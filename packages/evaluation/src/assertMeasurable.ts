import type { EvaluationSpec, RunnableModel } from '@greenroom/manifest';
import { ModelError } from './ModelError';

/** Figures that are made of more than the predicted class. */
const OF_PROBABILITIES = ['logLoss', 'ece', 'brier'];

/** @throws ModelError where an evaluation measures what the model's output does not tell */
export function assertMeasurable(
  { preprocessing: { holds, output } }: RunnableModel,
  { metrics, name }: EvaluationSpec,
): void {
  const unknown = metrics.filter(metric => OF_PROBABILITIES.includes(metric));
  if ((holds !== 'labels' && holds !== 'indices') || unknown.length === 0)
    return;
  throw new ModelError(
    `The evaluation ${name} measures ${unknown.join(
      ', ',
    )}, which takes probabilities; the output ${output} holds ${holds}. Measure accuracy and macroF1, or name an output with probabilities.`,
  );
}
