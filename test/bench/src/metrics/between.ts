import {
  adjustForMany,
  BinaryAccumulator,
  compareErrors,
  comparePaired,
  compareSamples,
  mcnemarChiSquared,
  waldPaired,
} from '@greenroom/evaluation';
import type { Report } from '../Report';
import type { Section } from '../Section';
import {
  MetricFixtures,
  partOf,
  readNumbers,
  TOLERANCE,
} from './MetricFixtures';

type PairedReference = {
  readonly only_gbm_right: number;
  readonly only_mlp_right: number;
  readonly mcnemar_exact_p: number;
  readonly negative_flip_rate_gbm_to_mlp: number;
  readonly positive_flip_rate_gbm_to_mlp: number;
  readonly acc_diff: number;
  readonly bootstrap5000_seed0_percentile95: readonly number[];
  readonly wald_paired_95: readonly number[];
  readonly mcnemar_cc: ChiSquared;
  readonly mcnemar_nocc: ChiSquared;
};
type ChiSquared = { readonly stat: number; readonly p: number };
type Adjustment = { readonly p_adj: readonly number[] };
type ManyReference = {
  readonly p: readonly number[];
  readonly holm: Adjustment;
  readonly fdr_bh: Adjustment;
  readonly fdr_by: Adjustment;
  readonly bonferroni: Adjustment;
};
type RegressionReference = {
  readonly paired_abs_error: Readonly<Record<string, number>>;
};

/** What the reference allows between two bootstraps. */
const BOOTSTRAP_TOLERANCE = 0.0007;

/** Two runs on the same rows: statsmodels and scipy. */
export const between: Section<MetricFixtures> = {
  name: 'between',
  async run(report, fixtures) {
    compareBinary(report, fixtures);
    for (const name of ['multiple_testing', 'multiple_testing_toy']) {
      const { p, holm, fdr_bh, fdr_by, bonferroni } = partOf<ManyReference>(
        fixtures,
        name,
      );
      const adjusted = adjustForMany(p);
      report.near(`${name}: Holm`, adjusted.holm, holm.p_adj, TOLERANCE);
      report.near(
        `${name}: Benjamini and Hochberg`,
        adjusted.falseDiscovery,
        fdr_bh.p_adj,
        TOLERANCE,
      );
      report.near(
        `${name}: Benjamini and Yekutieli, Bonferroni`,
        [...adjusted.falseDiscoveryDependent, ...adjusted.bonferroni],
        [...fdr_by.p_adj, ...bonferroni.p_adj],
        TOLERANCE,
      );
    }
    const table = readNumbers(fixtures, 'regression_diabetes.csv');
    const y = table.column('y');
    const errors = (model: string) =>
      table.column(model).map((value, i) => Math.abs(value - y[i]));
    const found = compareErrors(errors('ridge'), errors('rf'));
    const reference = partOf<RegressionReference>(
      fixtures,
      'regression',
    ).paired_abs_error;
    report.near(
      'absolute errors: t, its p, signed ranks, their p',
      [found.t, found.tP, found.signedRank, found.signedRankP],
      [
        reference.ttest_t,
        reference.ttest_p,
        reference.wilcoxon_stat,
        reference.wilcoxon_p,
      ],
      TOLERANCE,
    );
  },
};

function compareBinary(report: Report, fixtures: MetricFixtures): void {
  const table = readNumbers(fixtures, 'binary_adult.csv');
  const given = table.column('y');
  const rightOf = (model: string) =>
    Array.from(
      table.column(`p_${model}`),
      (p, i) => p >= 0.5 === (given[i] === 1),
    );
  const paired = partOf<PairedReference>(fixtures, 'paired_binary');
  const { fixed, broken, mcnemarP, negativeFlipRate, positiveFlipRate } =
    comparePaired(rightOf('gbm'), rightOf('mlp'));
  report.same(
    'rows that only one of the models gets right',
    [broken, fixed],
    [paired.only_gbm_right, paired.only_mlp_right],
  );
  report.near(
    'McNemar exactly, negative and positive flip rate',
    [mcnemarP, negativeFlipRate, positiveFlipRate],
    [
      paired.mcnemar_exact_p,
      paired.negative_flip_rate_gbm_to_mlp,
      paired.positive_flip_rate_gbm_to_mlp,
    ],
    TOLERANCE,
  );
  const chi = [
    mcnemarChiSquared(fixed, broken, 'corrected'),
    mcnemarChiSquared(fixed, broken, 'plain'),
  ];
  report.near(
    'McNemar by chi squared, corrected and plain',
    chi.flatMap(({ statistic, p }) => [statistic, p]),
    [paired.mcnemar_cc, paired.mcnemar_nocc].flatMap(({ stat, p }) => [
      stat,
      p,
    ]),
    TOLERANCE,
  );
  // The reference goes from the second model to the first.
  const wald = waldPaired(broken, fixed, given.length);
  report.near(
    "Wald's interval of the difference of accuracy",
    [wald.low, wald.high],
    paired.wald_paired_95,
    TOLERANCE,
  );
  const [first, second] = ['mlp', 'gbm'].map(model => {
    const metrics = new BinaryAccumulator();
    metrics.add({ given, scores: table.column(`p_${model}`) });
    return metrics.finish();
  });
  const { accuracy } = compareSamples(first, second);
  report.near(
    'difference of accuracy',
    [accuracy.value],
    [paired.acc_diff],
    TOLERANCE,
  );
  report.near(
    'paired bootstrap interval of the difference of accuracy',
    [accuracy.low ?? NaN, accuracy.high ?? NaN],
    paired.bootstrap5000_seed0_percentile95,
    BOOTSTRAP_TOLERANCE,
  );
}
