import {
  FairnessAccumulator,
  figuresOf,
  groupRates,
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

type FairnessReference = Readonly<Record<string, unknown>> & {
  readonly groups: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

/** Two attributes of Adult, as fairlearn measures them. */
export const fairness: Section<MetricFixtures> = {
  name: 'fairness',
  async run(report, fixtures) {
    const reference = partOf<Record<string, FairnessReference>>(
      fixtures,
      'fairness_gbm',
    );
    const table = readNumbers(fixtures, 'binary_adult.csv');
    for (const attribute of Object.keys(reference)) {
      const metrics = new FairnessAccumulator({
        groups: ['0', '1'],
        threshold: 0.5,
      });
      metrics.add({
        given: table.column('y'),
        scores: table.column('p_gbm'),
        groups: table.column(attribute),
      });
      const sample = metrics.finish();
      const values = valuesOf(figuresOf(sample));
      compareFigures(report, attribute, values, reference[attribute], {
        demographic_parity_difference: 'demographicParityDifference',
        demographic_parity_ratio: 'demographicParityRatio',
        equalized_odds_difference: 'equalizedOddsDifference',
        equal_opportunity_difference: 'equalOpportunityDifference',
      });
      for (const group of groupRates(sample)) {
        const theirs = reference[attribute].groups[group.group];
        report.near(
          `${attribute} ${group.group}: rates`,
          [
            group.rows,
            ...[
              group.selectionRate,
              group.tpr,
              group.fpr,
              group.ppv,
              group.accuracy,
            ].map(figure => figure?.value ?? NaN),
            group.rocAuc ?? NaN,
          ],
          [
            theirs.n,
            theirs.selection_rate,
            theirs.tpr,
            theirs.fpr,
            theirs.ppv,
            theirs.accuracy,
            theirs.auc,
          ],
          TOLERANCE,
        );
      }
    }
  },
};
