import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { collectAnnotations, dawidSkene } from '@greenroom/label-quality';
import type { Report } from '../Report';
import { runGreenroom } from '../runMeasured';
import type { Section } from '../Section';
import {
  AgreementFigures,
  ConsensusFigures,
  CrowdFixture,
  DawidSkeneFixture,
  IntendedFigures,
  ModelFigures,
  MODELS,
} from './annotators/CrowdFixture';
import { Crowd, makeCrowd } from './annotators/makeCrowd';
import { digestOfIndices } from './digest';
import type { Fixtures } from './Fixtures';

type Found = {
  readonly labels: readonly number[];
  readonly quality: readonly number[];
  readonly annotators: readonly {
    readonly quality: number;
    readonly weight: number;
    readonly worstClass: number;
    readonly labelled: number;
  }[];
  readonly modelWeights: readonly number[];
};

type Next = {
  readonly order: readonly number[];
  readonly scores: readonly number[];
  readonly temperatures: readonly number[];
};

type Agreement = {
  readonly krippendorffAlpha: number;
  readonly fleissKappa: number;
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly n: number;
    readonly cohenKappa: number;
    readonly linearKappa: number;
    readonly quadraticKappa: number;
  }[];
};

const TOLERANCE = 1e-9;
/** What the reference keeps of a vector. */
const SAMPLED = 200;
const INTENDED = 'intended(value_counts corrected)';

/** Several annotators: cleanlab's, Dawid and Skene's, and kappas of statsmodels and nltk. */
export const annotators: Section<Fixtures> = {
  name: 'annotators',
  async run(report, { folder }) {
    const read = <Content>(name: string): Content =>
      JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
    const reference = read<CrowdFixture>('multiannotator_dev.json');
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'greenroom-crowd-'));
    try {
      const crowd = makeCrowd(path.join(folder, 'inputs'), scratch);
      for (const name of MODELS) {
        report.print(`  ${name}`);
        const input = ['--annotations', crowd.annotations];
        input.push('--pred-probs', crowd.models[name]);
        await compareConsensus(report, input, reference[name]);
        await compareNext(report, input, reference[name][INTENDED]);
      }
      await compareAgreement(
        report,
        crowd,
        reference.with_mnist_pred_probs.agreement,
      );
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
    compareDawidSkene(report, read<DawidSkeneFixture>('dawid_skene_1979.json'));
  },
};

const CONSENSUS = [
  { key: 'best_quality/crowdlab', flags: [] },
  { key: 'majority_vote/crowdlab', flags: ['--consensus', 'majority_vote'] },
  { key: 'majority_vote/agreement', flags: ['--method', 'majority'] },
  { key: 'best_quality/agreement', flags: ['--method', 'majority'] },
  { key: 'best_quality/crowdlab+calibrate_probs', flags: ['--calibrate'] },
] as const;
type ConsensusKey = (typeof CONSENSUS)[number]['key'];

async function compareConsensus(
  report: Report,
  input: readonly string[],
  reference: ModelFigures,
): Promise<void> {
  const figures: Readonly<Record<ConsensusKey, ConsensusFigures>> = {
    ...reference,
    ...reference[INTENDED],
  };
  for (const { key, flags } of CONSENSUS) {
    const expected = figures[key];
    const { answer, run } = await runGreenroom<Found>(
      'labels',
      'consensus',
      ...input,
      ...flags,
    );
    report.same(
      `${key}: labels`,
      digestOfIndices(answer.labels),
      expected.consensus_label_sha256_i32,
    );
    report.near(
      `${key}: quality`,
      sampled(answer.quality),
      expected.consensus_quality_score.sample.values,
      TOLERANCE,
    );
    if (expected.model_weight !== undefined && expected.annotator_weight)
      report.near(
        `${key}: weights of model and annotators`,
        [
          ...answer.modelWeights,
          ...answer.annotators.map(({ weight }) => weight),
        ],
        [expected.model_weight, ...expected.annotator_weight],
        TOLERANCE,
      );
    if (expected.annotator_stats_worst_first)
      compareStatistics(
        report,
        key,
        answer,
        expected.annotator_stats_worst_first,
      );
    report.print(`    ${run.seconds.toFixed(2)} s, ${run.peakMegabytes} MB`);
  }
}

function compareStatistics(
  report: Report,
  key: string,
  { annotators: ours }: Found,
  stats: NonNullable<ConsensusFigures['annotator_stats_worst_first']>,
): void {
  report.near(
    `${key}: quality of annotators`,
    stats.map(each => ours[each.annotator].quality),
    stats.map(each => each.annotator_quality),
    TOLERANCE,
  );
  report.same(
    `${key}: worst class and number of labels`,
    stats.map(({ annotator: a }) => [ours[a].worstClass, ours[a].labelled]),
    stats.map(each => [each.worst_class, each.num_examples_labeled]),
  );
}

async function compareNext(
  report: Report,
  input: readonly string[],
  intended: IntendedFigures,
): Promise<void> {
  const { answer } = await runGreenroom<Next>('labels', 'next', ...input);
  const expected = intended.active_learning_scores;
  report.same('best temperature', answer.temperatures, [
    intended.best_temperature,
  ]);
  report.same(
    'rows to label next, the first 50',
    answer.order.slice(0, expected.lowest50.length),
    expected.lowest50,
  );
  report.near(
    'scores of rows to label next',
    sampled(answer.scores),
    expected.sample.values,
    TOLERANCE,
  );
}

async function compareAgreement(
  report: Report,
  { annotations, full }: Crowd,
  reference: AgreementFigures,
): Promise<void> {
  const { answer } = await runGreenroom<Agreement>(
    ...['labels', 'agreement', '--annotations', annotations],
  );
  report.near(
    "Krippendorff's alpha",
    [answer.krippendorffAlpha],
    [reference.krippendorff_alpha_nominal_all],
    TOLERANCE,
  );
  const pairs = answer.pairs.filter(
    ({ a, b }) => reference.cohen_pairs[`${a},${b}`],
  );
  const expected = pairs.map(({ a, b }) => reference.cohen_pairs[`${a},${b}`]);
  report.near(
    `Cohen's kappas of ${pairs.length} pairs: nominal, linear, quadratic, n`,
    pairs.flatMap(pair => [
      pair.cohenKappa,
      pair.linearKappa,
      pair.quadraticKappa,
      pair.n,
    ]),
    expected.flatMap(pair => [pair.kappa, pair.linear, pair.quadratic, pair.n]),
    TOLERANCE,
  );
  const { answer: ofFull } = await runGreenroom<Agreement>(
    ...['labels', 'agreement', '--annotations', full],
  );
  report.near(
    "Fleiss' kappa of the rows with most labels",
    [ofFull.fleissKappa],
    [reference.fleiss_kappa.value],
    TOLERANCE,
  );
}

function compareDawidSkene(report: Report, reference: DawidSkeneFixture): void {
  const cells: { row: number; annotator: number; label: number }[] = [];
  reference.counts.forEach((row, i) =>
    row.forEach((counts, annotator) =>
      counts.forEach((count, label) => {
        for (let c = 0; c < count; c++)
          cells.push({ row: i, annotator, label });
      }),
    ),
  );
  const found = dawidSkene(
    collectAnnotations({
      rows: reference.counts.length,
      annotators: reference.counts[0].length,
      classes: reference.classes.length,
      row: Int32Array.from(cells, cell => cell.row),
      annotator: Int32Array.from(cells, cell => cell.annotator),
      label: Int32Array.from(cells, cell => cell.label),
    }),
  );
  const near = (
    what: string,
    ours: ArrayLike<number>,
    theirs: readonly number[],
  ) => report.near(`Dawid and Skene: ${what}`, ours, theirs, TOLERANCE);
  report.same(
    'Dawid and Skene: labels',
    Array.from(found.labels, label => label + 1),
    reference['hard_label(1-based)'],
  );
  near('priors', found.priors, reference.priors);
  near('posterior', found.posterior, reference.posterior.flat());
  near(
    'confusion',
    found.confusion,
    reference['confusion[observer][true][given]'].flat(2),
  );
  near(
    'log likelihoods',
    found.logLikelihoods.slice(0, 5),
    reference.log_likelihood_first5,
  );
}

/** Values at floor(i (n - 1) / 199), as the reference states vectors. */
function sampled(values: readonly number[]): number[] {
  return Array.from(
    { length: SAMPLED },
    (_, i) => values[Math.floor((i * (values.length - 1)) / (SAMPLED - 1))],
  );
}
