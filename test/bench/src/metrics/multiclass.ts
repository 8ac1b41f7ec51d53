import {
  classFigures,
  figuresOf,
  MulticlassAccumulator,
} from '@greenroom/evaluation';
import type { Section } from '../Section';
import {
  compareFigures,
  MetricFixtures,
  partOf,
  readNumbers,
  TOLERANCE,
  valuesOf,
} from './MetricFixtures';

type MulticlassReference = Readonly<Record<string, unknown>> & {
  readonly wilson95: readonly number[];
  readonly confusion: readonly (readonly number[])[];
  readonly per_class: readonly {
    precision: number;
    recall: number;
    f1: number;
    support: number;
  }[];
};

const CLASSES = 10;
const MODELS = [
  { name: 'mnist8', firstColumn: 1 },
  { name: 'keras', firstColumn: 1 + CLASSES },
] as const;

/** Ten digits by two models: scikit-learn's figures. */
export const multiclass: Section<MetricFixtures> = {
  name: 'multiclass',
  async run(report, fixtures) {
    const reference = partOf<Record<string, MulticlassReference>>(
      fixtures,
      'multiclass',
    );
    const { rows } = readNumbers(fixtures, 'multiclass_mnist.csv.gz');
    for (const { name, firstColumn } of MODELS) {
      const metrics = new MulticlassAccumulator({
        classes: CLASSES,
        oneVersusRest: 'measured',
      });
      metrics.add({
        given: rows.map(([y]) => y),
        probabilities: rows.flatMap(row =>
          Array.from(row.subarray(firstColumn, firstColumn + CLASSES)),
        ),
      });
      const startedAt = performance.now();
      const sample = metrics.finish();
      const figures = figuresOf(sample);
      report.print(
        `  ${name}: every figure with its interval in ${Math.round(
          performance.now() - startedAt,
        )} ms`,
      );
      const expected = reference[name];
      const values = valuesOf(figures);
      compareFigures(report, name, values, expected, {
        accuracy: 'accuracy',
        macro_f1: 'macroF1',
        weighted_f1: 'weightedF1',
        micro_f1: 'microF1',
        balanced_accuracy: 'balancedAccuracy',
        mcc: 'mcc',
        kappa: 'kappa',
        top2: 'top2',
        top3: 'top3',
        log_loss: 'logLoss',
        ece15: 'ece',
        mce15: 'mce',
        auc_ovr_macro: 'rocAucMacro',
      });
      const { low = NaN, high = NaN } = figures.accuracy;
      report.near(
        `${name}: Wilson's interval`,
        [low, high],
        expected.wilson95,
        TOLERANCE,
      );
      const counts = sample.counts();
      report.near(`${name}: confusion`, counts, expected.confusion.flat(), 0);
      report.near(
        `${name}: precision, recall, F1 and rows of each class`,
        classFigures(counts, CLASSES).flatMap(each => [
          each.precision,
          each.recall,
          each.f1,
          each.support,
        ]),
        expected.per_class.flatMap(each => [
          each.precision,
          each.recall,
          each.f1,
          each.support,
        ]),
        TOLERANCE,
      );
    }
  },
};
