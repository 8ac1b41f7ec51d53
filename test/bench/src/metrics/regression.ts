import { figuresOf, RegressionAccumulator } from '@greenroom/evaluation';
import type { Section } from '../Section';
import {
  compareFigures,
  MetricFixtures,
  partOf,
  readNumbers,
  valuesOf,
} from './MetricFixtures';

/** Two models of a number: figures of scikit-learn and scipy. */
export const regression: Section<MetricFixtures> = {
  name: 'regression',
  async run(report, fixtures) {
    const reference = partOf<Record<string, Record<string, number>>>(
      fixtures,
      'regression',
    );
    const table = readNumbers(fixtures, 'regression_diabetes.csv');
    for (const model of ['ridge', 'rf']) {
      const metrics = new RegressionAccumulator();
      metrics.add({
        given: table.column('y'),
        predicted: table.column(model),
      });
      const sample = metrics.finish();
      const values = valuesOf(figuresOf(sample));
      compareFigures(
        report,
        model,
        { ...values, kendall: sample.kendall() },
        reference[model],
        {
          mae: 'mae',
          mse: 'mse',
          rmse: 'rmse',
          r2: 'r2',
          medae: 'medianAbsoluteError',
          mape: 'mape',
          max_error: 'maxError',
          explained_variance: 'explainedVariance',
          pearson: 'pearson',
          spearman: 'spearman',
          kendall: 'kendall',
          bias: 'bias',
        },
      );
    }
  },
};
