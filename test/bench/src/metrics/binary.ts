import {
  BinaryAccumulator,
  clopperPearson,
  figuresOf,
  minimumDetectableShare,
} from '@greenroom/evaluation';
import type { Report } from '../Report';
import type { Section } from '../Section';
import {
  compareFigures,
  MetricFixtures,
  partOf,
  readNumbers,
  TOLERANCE,
  valuesOf,
} from './MetricFixtures';

type BinaryReference = Readonly<Record<string, number>> & {
  readonly accuracy_wilson95: readonly number[];
  readonly accuracy_clopper_pearson95: readonly number[];
  readonly precision_wilson95: readonly number[];
  readonly recall_wilson95: readonly number[];
};

/** By the reference's name: ours. */
const NAMES = {
  accuracy: 'accuracy',
  balanced_accuracy: 'balancedAccuracy',
  precision: 'precision',
  recall: 'recall',
  f1: 'f1',
  f2: 'f2',
  mcc: 'mcc',
  kappa: 'kappa',
  jaccard: 'jaccard',
  roc_auc: 'rocAuc',
  average_precision: 'averagePrecision',
  log_loss: 'logLoss',
  brier: 'brier',
  ece15_positive: 'ecePositive',
  ece15_top: 'ece',
  mce15_top: 'mce',
  ece15_equal_mass: 'eceEqualMass',
  ks: 'ks',
} as const;

/** Two classes: scikit-learn's figures, intervals of statsmodels. */
export const binary: Section<MetricFixtures> = {
  name: 'binary',
  async run(report, fixtures) {
    const reference = partOf<Record<string, BinaryReference>>(
      fixtures,
      'binary',
    );
    const table = readNumbers(fixtures, 'binary_adult.csv');
    for (const model of ['gbm', 'mlp']) {
      const metrics = new BinaryAccumulator();
      metrics.add({
        given: table.column('y'),
        scores: table.column(`p_${model}`),
      });
      const startedAt = performance.now();
      const figures = figuresOf(metrics.finish());
      report.print(
        `  ${model}: every figure with its interval in ${Math.round(
          performance.now() - startedAt,
        )} ms`,
      );
      const expected = reference[model];
      const values = valuesOf(figures);
      compareFigures(report, model, values, expected, NAMES);
      for (const name of ['accuracy', 'precision', 'recall'] as const) {
        const { low = NaN, high = NaN } = figures[name];
        report.near(
          `${model}: Wilson's interval of ${name}`,
          [low, high],
          expected[`${name}_wilson95`],
          TOLERANCE,
        );
      }
      const { low, high } = clopperPearson(
        expected.tp + expected.tn,
        table.rows.length,
      );
      report.near(
        `${model}: Clopper and Pearson's interval of accuracy`,
        [low, high],
        expected.accuracy_clopper_pearson95,
        TOLERANCE,
      );
    }
    compareDetectable(report, fixtures);
  },
};

function compareDetectable(report: Report, fixtures: MetricFixtures): void {
  const list = partOf<readonly { p: number; n: number; mde: number }[]>(
    fixtures,
    'mde_independent',
  );
  report.near(
    'minimum detectable effect of independent samples',
    list.map(({ p, n }) => minimumDetectableShare(p, n)),
    list.map(({ mde }) => mde),
    TOLERANCE,
  );
}
