import type {
  Plan,
  PlannedEvaluation,
  PlannedMetric,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../../components/EmptyState';
import {
  count,
  metricBetter,
  metricName,
  plural,
} from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { Forest } from '../../evaluations/Forest';
import type { ForestRow } from '../../evaluations/forest';
import { DifferenceTable } from './DifferenceTable';
import { differenceOf } from './planWords';
import styles from './plan.module.css';

/** Metrics of the models that the change bears on, before and after: new labels change what is measured, too. */
export function PlanMetrics(props: { plan: Plan }) {
  const { metrics, evaluations } = props.plan;
  if (evaluations.length === 0) {
    return (
      <Panel title="No model is measured on this">
        <EmptyState title="No metric before and after">
          This shows how models do before and after the change. Declare an
          evaluation that names this data in the manifest of a model.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel title={metricsFinding(metrics)}>
      <Forest name="Differences of metrics" rows={metrics.flatMap(forestRow)} />
      {metrics.length > 0 ? (
        <DifferenceTable
          name="Metrics before and after"
          heads={['metric', 'measured on']}
          rows={metrics.map(metric => ({
            ...metric,
            metric: metric.name,
            cells: [nameOf(metric), `${metric.dataset}, ${metric.split}`],
          }))}
        />
      ) : null}
      <ul className={styles.plain} aria-label="What was measured">
        {evaluations.map(each => (
          <li key={`${each.model} ${each.evaluation}`}>
            <span>
              <strong>
                {each.model}, {each.evaluation}
              </strong>{' '}
              <span className={styles.muted}>{measuredWords(each)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function metricsFinding(metrics: readonly PlannedMetric[]): string {
  const told = metrics.filter(
    ({ low, high }) =>
      low !== undefined && high !== undefined && (low > 0 || high < 0),
  );
  const better = told.filter(
    ({ name, low = 0 }) => low > 0 === (metricBetter(name) === 'more'),
  ).length;
  const worse = told.length - better;
  if (metrics.length === 0) return 'No metric could be measured';
  if (told.length === 0)
    return `None of ${plural(
      metrics.length,
      'metric',
    )} would move beyond its interval`;
  const words = [
    better > 0 ? `${plural(better, 'metric')} would be better` : undefined,
    worse > 0 ? `${plural(worse, 'metric')} would be worse` : undefined,
  ];
  return words.filter(Boolean).join(', ');
}

function nameOf({ name, model, evaluation }: PlannedMetric): string {
  return `${metricName(name)}, ${model}, ${evaluation}`;
}

function forestRow(metric: PlannedMetric): ForestRow[] {
  const difference = differenceOf(metric);
  return difference
    ? [
        {
          name: nameOf(metric),
          metric: metric.name,
          difference: {
            ...difference,
            pValue: metric.pValue,
            holmP: metric.pValue,
          },
        },
      ]
    : [];
}

function measuredWords(evaluation: PlannedEvaluation): string {
  const { refused, before, after, fixed, broken, relabelled, predictions } =
    evaluation;
  if (refused !== undefined) return `was not measured: ${refused}`;
  const rows =
    before !== undefined && after !== undefined && before !== after
      ? `${count(before)} → ${plural(after, 'row')}`
      : plural(after ?? before ?? 0, 'row');
  return [
    `${rows} of ${evaluation.dataset}, ${evaluation.split}`,
    `${count(fixed)} become right, ${count(broken)} wrong`,
    `${plural(relabelled, 'row')} relabelled`,
    `${count(predictions.reused)} answers known, ${count(
      predictions.made,
    )} asked anew`,
    ...(predictions.missing > 0
      ? [
          `${plural(
            predictions.missing,
            'row',
          )} left out, since the model could not be run on them`,
        ]
      : []),
  ].join('; ');
}
