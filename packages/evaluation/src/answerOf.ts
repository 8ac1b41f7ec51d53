import type { EvaluationSpec } from '@greenroom/manifest';
import type { Evaluation } from './Evaluation';
import { checkGates, type Measured } from './gates/checkGates';

/**
 * Figures as an evaluation asks for them: those it names first. Where it names
 * none that the task has, all are shown: what a manifest leaves out stands for
 * metrics of classes.
 */
export function answerOf(
  evaluation: EvaluationSpec,
  measured: Measured,
): Pick<Evaluation, 'metrics' | 'furtherMetrics' | 'gates'> {
  const { figures } = measured;
  const named = evaluation.metrics.filter(name => figures[name]);
  const shown = named.length > 0 ? named : Object.keys(figures);
  return {
    metrics: Object.fromEntries(shown.map(name => [name, figures[name]])),
    furtherMetrics: Object.fromEntries(
      Object.entries(figures).filter(
        ([name]) => !(shown as readonly string[]).includes(name),
      ),
    ),
    gates: checkGates(evaluation.gates ?? [], measured),
  };
}
