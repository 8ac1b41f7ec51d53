import type { Report } from '../../Report';
import { runGreenroom } from '../../runMeasured';
import { digestOfIndices, digestOfValues } from '../digest';
import type { LabelSet, Reviewed } from './labelSets';

export type Found = {
  readonly thresholds: readonly number[];
  readonly confidentJoint: readonly (readonly number[])[];
  readonly issues: readonly number[];
  readonly jointTrace: number;
  readonly renormalised: number;
};
type Health = {
  readonly overall: number;
  readonly byClass: readonly Readonly<Record<string, number>>[];
  readonly overlaps: readonly Readonly<Record<string, number>>[];
  readonly latent: { readonly prior: readonly number[] };
};

const TOLERANCE = 1e-9;
export const RANKINGS = [
  'self_confidence',
  'normalized_margin',
  'confidence_weighted_entropy',
] as const;
/** Scores without a logarithm agree to the last bit. */
const EXACT = /^(self_confidence|normalized_margin|least_confidence)/;

/** Every method, score and summary of one set, as the command line gives them. */
export async function compareSet(report: Report, set: LabelSet): Promise<void> {
  report.print(`\n  ${set.name}`);
  await compareFilters(report, set);
  await compareScores(report, set);
  await compareHealth(report, set);
}

function arrays({ labels, predProbs }: LabelSet): string[] {
  return ['--labels', labels, '--pred-probs', predProbs];
}

async function compareFilters(report: Report, set: LabelSet): Promise<void> {
  const { name, reference } = set;
  for (const [method, expected] of Object.entries(
    reference.find_label_issues,
  )) {
    for (const rankBy of RANKINGS) {
      const { answer, run } = await runGreenroom<Found>(
        ...['labels', 'find', ...arrays(set)],
        ...['--method', method, '--rank-by', rankBy],
      );
      const ranked = expected[`ranked_by_${rankBy}`] as {
        readonly order_sha256_i32: string;
      };
      report.same(
        `${name} ${method} by ${rankBy}, rows in order`,
        digestOfIndices(answer.issues),
        ranked.order_sha256_i32,
      );
      if (rankBy !== RANKINGS[0]) continue;
      report.print(
        `    ${answer.issues.length} flagged, reference ${
          expected.count_stable_sort
        }; ${agreementWith(answer.issues, set.reviewed)}; ${run.seconds.toFixed(
          2,
        )} s and ${
          run.peakMegabytes
        } MB of the whole process, reference ${reference.seconds_single_thread[
          `filter:${method}`
        ].toFixed(3)} s of the call`,
      );
      if (method === 'prune_by_noise_rate') compareJoint(report, set, answer);
    }
  }
}

function compareJoint(report: Report, set: LabelSet, answer: Found): void {
  const { name, reference } = set;
  report.near(
    `${name} thresholds`,
    answer.thresholds,
    reference.confident_thresholds,
    TOLERANCE,
  );
  report.same(
    `${name} calibrated joint`,
    digestOfIndices(answer.confidentJoint.flat()),
    reference.confident_joint_stable_sort.sha256_i32_rowmajor,
  );
  report.near(
    `${name} trace of the joint`,
    [answer.jointTrace],
    [reference.joint_trace_stable_sort],
    TOLERANCE,
  );
  report.print(`    ${answer.renormalised} rows renormalised`);
}

/** Precision on the rows people looked at, and recall of the errors they found. */
function agreementWith(issues: readonly number[], reviewed: Reviewed): string {
  const seen = issues.filter(row => reviewed.has(row));
  const wrong = seen.filter(row => reviewed.get(row) === 'wrong').length;
  const all = [...reviewed.values()].filter(said => said === 'wrong').length;
  return `precision ${(wrong / seen.length).toFixed(3)} on ${
    seen.length
  } reviewed, recall ${(wrong / all).toFixed(3)} of ${all}`;
}

async function compareScores(report: Report, set: LabelSet): Promise<void> {
  const { scores, ood_pred_probs: outliers } = set.reference;
  for (const [key, expected] of Object.entries({ ...scores, ...outliers })) {
    const [method, adjusted] = key.split('+');
    const { answer } = await runGreenroom<{ readonly scores: number[] }>(
      ...['labels', 'score', ...arrays(set), '--method', method],
      ...(adjusted ? ['--adjust'] : []),
    );
    const what = `${set.name} score ${key}`;
    if (EXACT.test(key)) {
      report.same(what, digestOfValues(answer.scores), expected.sha256_f64);
    } else {
      report.near(
        what,
        sampleOf(answer.scores, expected.sample.values.length),
        expected.sample.values,
        TOLERANCE,
      );
    }
  }
}

/** Values at the indices floor(i * (n - 1) / 199) that the reference states. */
function sampleOf(values: readonly number[], count: number): number[] {
  const indices = new Set(
    Array.from({ length: 200 }, (_, i) =>
      Math.floor((i * (values.length - 1)) / 199),
    ),
  );
  return [...indices].slice(0, count).map(i => values[i]);
}

async function compareHealth(report: Report, set: LabelSet): Promise<void> {
  const { name, reference } = set;
  const summary = reference.health_summary;
  for (const [key, { py }] of Object.entries(reference.estimate_latent)) {
    const [prior, converged] = key.split('+');
    const { answer } = await runGreenroom<Health>(
      ...['labels', 'health', ...arrays(set), '--prior', prior],
      ...(converged ? ['--converge'] : []),
    );
    report.near(`${name} p(y) ${key}`, answer.latent.prior, py, TOLERANCE);
    if (key !== 'cnt') continue;
    report.near(
      `${name} health`,
      [answer.overall],
      [summary.overall_label_health_score],
      TOLERANCE,
    );
    const byClass = new Map(answer.byClass.map(each => [each.class, each]));
    report.near(
      `${name} health by class`,
      summary.classes_by_label_quality.flatMap(each => {
        const ours = byClass.get(each['Class Index'])!;
        return [ours.labelIssues, ours.inverseLabelIssues, ours.quality];
      }),
      summary.classes_by_label_quality.flatMap(each => [
        each['Label Issues'],
        each['Inverse Label Issues'],
        each['Label Quality Score'],
      ]),
      TOLERANCE,
    );
    report.near(
      `${name} overlapping classes`,
      answer.overlaps
        .slice(0, summary.overlapping_classes_top20.length)
        .flatMap(({ count, share }) => [count, share]),
      summary.overlapping_classes_top20.flatMap(each => [
        each['Num Overlapping Examples'],
        each['Joint Probability'],
      ]),
      TOLERANCE,
    );
  }
}
