import { figuresOf, MultilabelAccumulator } from '@greenroom/evaluation';
import type { Section } from '../Section';
import {
  compareFigures,
  MetricFixtures,
  partOf,
  readNumbers,
  valuesOf,
} from './MetricFixtures';

const LABELS = 4;

/** Several labels a row: scikit-learn's figures. */
export const multilabel: Section<MetricFixtures> = {
  name: 'multilabel',
  async run(report, fixtures) {
    const { rows } = readNumbers(fixtures, 'multilabel_digits.csv');
    const metrics = new MultilabelAccumulator({
      labels: LABELS,
      threshold: 0.5,
    });
    metrics.add({
      given: rows.flatMap(row => Array.from(row.subarray(0, LABELS))),
      scores: rows.flatMap(row => Array.from(row.subarray(LABELS))),
    });
    const values = valuesOf(figuresOf(metrics.finish()));
    compareFigures(
      report,
      'digits',
      values,
      partOf<Record<string, number>>(fixtures, 'multilabel'),
      {
        subset_accuracy: 'subsetAccuracy',
        hamming_loss: 'hammingLoss',
        jaccard_samples: 'samplesJaccard',
        f1_micro: 'microF1',
        f1_macro: 'macroF1',
        f1_samples: 'samplesF1',
        map_macro: 'macroAveragePrecision',
        lrap: 'lrap',
        coverage: 'coverage',
        ranking_loss: 'rankingLoss',
      },
    );
  },
};
