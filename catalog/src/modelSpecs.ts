import type { EvaluationSpec, Preprocessing } from '@greenroom/manifest';
import type { TrainingPlan } from './Network';

export type ModelName = 'digit-reader' | 'mail-filter' | 'claim-sorter';

/** What a model of the organisation is, apart from its weights. */
export type ModelSpec = {
  readonly name: ModelName;
  readonly title: string;
  readonly description: string;
  readonly owner: string;
  readonly team: string;
  readonly system: string;
  readonly tags: readonly string[];
  readonly task:
    | 'image-classification'
    | 'text-classification'
    | 'tabular-classification';
  readonly hubTask: string;
  readonly classes: readonly string[];
  readonly dataset: string;
  readonly dataRepository: string;
  readonly table: string;
  readonly label: string;
  /** A side table of the same rows. */
  readonly join?: string;
  readonly preprocessing: Preprocessing;
  /** What the split `test` must reach. */
  readonly test: Pick<EvaluationSpec, 'gates' | 'fairness'> & {
    readonly metrics: readonly string[];
  };
  /** Whether the split `validation` is evaluated beside it, as errors are looked for there. */
  readonly validation: 'evaluated' | 'left out';
  /** By major version: see `spec.threshold` of a manifest. */
  readonly thresholds?: Readonly<Partial<Record<1 | 2, number>>>;
  readonly intendedUse: string;
  readonly limits: string;
  /** By major version: 1 is linear, 2 a network. */
  readonly plans: Readonly<Record<1 | 2, TrainingPlan>>;
};

const METRICS = ['accuracy', 'macroF1', 'logLoss', 'ece', 'brier'] as const;

export const MODELS: Readonly<Record<ModelName, ModelSpec>> = {
  'digit-reader': {
    name: 'digit-reader',
    title: 'Digit reader',
    description: 'Reads one handwritten digit of a scanned paper form.',
    owner: 'group:default/vision',
    team: 'vision',
    system: 'paper-forms',
    tags: ['images', 'forms'],
    task: 'image-classification',
    hubTask: 'image-classification',
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    dataset: 'digits',
    dataRepository: 'northlight/digits-data',
    table: 'data/labels.csv',
    label: 'label',
    join: 'data/pixels.parquet',
    preprocessing: {
      input: 'input',
      output: 'probabilities',
      steps: [
        {
          op: 'image',
          column: 'pixels',
          scale: 0.00392156862745098,
          offset: 0,
          layout: 'flat',
        },
      ],
      samples: 'model/samples.json',
    },
    test: { metrics: METRICS, gates: [{ metric: 'accuracy', min: 0.9 }] },
    validation: 'evaluated',
    intendedUse:
      'Fills the amount and date boxes of paper forms. A box is read only when every digit has a probability over 0.9; the rest goes to a person.',
    limits:
      'It was trained on single, centred digits of 28 by 28 pixels. Crossed sevens and digits that touch the box are read worse.',
    plans: {
      1: { hidden: 0, epochs: 8, learningRate: 0.002, seed: 'digit-reader 1' },
      2: {
        hidden: 40,
        epochs: 16,
        learningRate: 0.002,
        seed: 'digit-reader 2',
      },
    },
  },
  'mail-filter': {
    name: 'mail-filter',
    title: 'Mail filter',
    description: 'Tells unsolicited mail from wanted mail in shared mailboxes.',
    owner: 'group:default/mail',
    team: 'mail',
    system: 'shared-mailboxes',
    tags: ['text', 'mail'],
    task: 'text-classification',
    hubTask: 'text-classification',
    classes: ['ham', 'spam'],
    dataset: 'mails',
    dataRepository: 'northlight/mail-data',
    table: 'data/mails.jsonl',
    label: 'label',
    preprocessing: {
      input: 'input',
      output: 'probabilities',
      steps: [
        {
          op: 'hash-text',
          columns: ['subject', 'body'],
          buckets: 2048,
          ngrams: 1,
          lowercase: true,
          weighting: 'log',
          normalise: 'l2',
        },
      ],
      samples: 'model/samples.json',
    },
    test: { metrics: METRICS, gates: [{ metric: 'accuracy', min: 0.92 }] },
    validation: 'evaluated',
    intendedUse:
      'Sorts mail that reaches shared mailboxes. Mail that is taken for unsolicited is kept in quarantine for thirty days and never deleted by the filter.',
    limits:
      'The mails are English and twenty years old. Newsletters that people asked for look like unsolicited mail to it.',
    plans: {
      1: { hidden: 0, epochs: 12, learningRate: 0.01, seed: 'mail-filter 1' },
      2: { hidden: 16, epochs: 8, learningRate: 0.005, seed: 'mail-filter 2' },
    },
  },
  'claim-sorter': {
    name: 'claim-sorter',
    title: 'Claim sorter',
    description:
      'Tells claims that may be settled at once from those to check.',
    owner: 'group:default/governance',
    team: 'governance',
    system: 'paper-forms',
    tags: ['tables', 'forms'],
    task: 'tabular-classification',
    hubTask: 'tabular-classification',
    classes: ['check', 'settle'],
    dataset: 'claims',
    dataRepository: 'northlight/claim-data',
    table: 'data/claims.csv',
    label: 'decision',
    preprocessing: {
      input: 'input',
      output: 'probabilities',
      steps: [
        {
          op: 'numbers',
          columns: ['amount', 'months_insured', 'earlier_claims', 'pages'],
          mean: [340, 48, 0.9, 2.3],
          scale: [240, 36, 1, 1.3],
        },
      ],
      samples: 'model/samples.json',
    },
    test: {
      metrics: [
        'accuracy',
        'precision',
        'recall',
        'f1',
        'rocAuc',
        'logLoss',
        'demographicParityDifference',
        'equalOpportunityDifference',
      ],
      gates: [
        // Every region and channel with rows enough to tell.
        { metric: 'accuracy', min: 0.7, on: 'worst-slice', minRows: 100 },
        // The islands too: their rows are too few, and the gate says so.
        { metric: 'accuracy', min: 0.82, on: 'worst-slice' },
        { metric: 'accuracy', regression: 'forbidden' },
        { metric: 'demographicParityDifference', max: 0.35 },
      ],
      fairness: { groups: ['region', 'age_group'], favourable: 'settle' },
    },
    validation: 'left out',
    // A claim that is settled wrongly costs more than one that is looked at.
    thresholds: { 2: 0.6 },
    intendedUse:
      'Puts claims that may be settled at once on top of the pile. A person decides every one of them.',
    limits:
      'It has seen few claims from the islands. Claims of older people are larger, so that fewer of them are settled at once.',
    plans: {
      1: { hidden: 0, epochs: 10, learningRate: 0.01, seed: 'claim-sorter 1' },
      2: { hidden: 8, epochs: 20, learningRate: 0.01, seed: 'claim-sorter 2' },
    },
  },
};
